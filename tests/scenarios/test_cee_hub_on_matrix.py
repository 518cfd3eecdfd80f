"""A real coalition of 18 organisations: one round and its digest, on a real homeserver."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from tests.conftest import NewPerson
from tests.support.cee_hub import cee_hub
from tests.support.matrix_house import MatrixHouse, Partner, on_matrix
from tests.support.matrix_people import encrypting
from tests.support.person import Person
from tests.support.synapse import Synapse
from tests.support.synapse_record import accepted

ENCRYPTED = PersonId("zoriana-m")


@dataclass
class Hall:
    """A room that receives digests, and somebody who reads it."""

    room: str
    reader: Person
    bot: str

    async def digests(self) -> list[Mapping[str, Any]]:
        return [
            event
            for event in await self.reader.messages(self.room, by=self.bot)
            if "m.relates_to" not in event["content"]
        ]

    async def receives(self, *parts: str) -> str:
        def has(event: Mapping[str, Any]) -> bool:
            body = event["content"].get("body", "")
            return event["sender"] == self.bot and all(part in body for part in parts)

        return str((await self.reader.hears(self.room, has))["content"]["body"])


async def test_a_real_coalition_has_its_round_and_gets_its_digest_once(
    synapse: Synapse, new_person: NewPerson, tmp_path: Path
) -> None:
    coalition = cee_hub()
    owner = await new_person("owner")
    house = MatrixHouse(await new_person("bot"), tmp_path)
    halls = [
        Hall(await owner.create_room(house.account), owner, house.account.user_id) for _ in "123"
    ]
    audiences = ("coalition", "coalition", "wg-youth")
    rooms = {hall.room: name for hall, name in zip(halls, audiences, strict=True)}
    coalition, people = await on_matrix(coalition, new_person, rooms)
    await house.apply(coalition)
    leads = {a.lead_person for a in coalition.activities.values()}
    async with house.running(), encrypting(people[ENCRYPTED], tmp_path / "zoriana") as zoriana:
        for hall in halls:
            await house.enters(hall.room, owner)
        partners = {p: await house.partner(people[p]) for p in sorted(leads - {ENCRYPTED})}
        partners[ENCRYPTED] = await house.encrypted_partner(zoriana)
        rea = partners[PersonId("rea-v")]
        await rea.asks("checkin open", "Opened", "20 people")
        for person, partner in partners.items():
            await _has_one_prompt(coalition, person, partner)
        await _answers_in_seven_ways(partners)

        await rea.asks("digest preview", "Preview", "83 people", "ceiling")
        await rea.asks("digest post", "on its way")
        for hall in halls:
            body = await hall.receives("Wikimedia CEE Hub and partners", "83 people")
            assert "Перші національні конкурси" in body
        sent = [e for e in accepted(synapse, house.account.user_id) if e.room in rooms]
        assert Counter(e.room for e in sent) == dict.fromkeys(rooms, 1)

        late = partners[PersonId("malika-i")]
        await late.say("1 Tashkent was great, more than 90 people came")
        for hall in halls:
            await hall.receives("Added", "Tashkent was great")
            (digest,) = await hall.digests()
            edited = await hall.reader.current(hall.room, digest["event_id"])
            assert "Tashkent was great" in edited["body"]
    keys = [e.transaction for e in accepted(synapse, house.account.user_id)]
    assert len(keys) == len(set(keys))


async def _has_one_prompt(coalition: Coalition, person: PersonId, partner: Partner) -> None:
    titles = [a.title for a in coalition.activities.values() if a.lead_person == person]
    partner.heard = 0
    await partner.hears(*titles)
    prompts = [body for body in await partner.bodies() if titles[0] in body]
    assert len(prompts) == 1, prompts


async def _answers_in_seven_ways(partners: Mapping[PersonId, Partner]) -> None:
    digit = partners[PersonId("gayane-o")]
    await digit.asks("1", "on track", "need, offer")
    await digit.asks("-", "What I understood")
    text = partners[PersonId("alzbeta-n")]
    await text.asks("1 83 people confirmed, all 8 subregions covered", "83 people")
    lines = partners[PersonId("milo-t")]
    await lines.asks("1: 1 the new ceiling works\n2: 4 waiting for texts", "ceiling", "waiting")
    words = partners[PersonId("liesl-t")]
    await words.asks("im Plan", "im Plan")
    tapped = partners[PersonId("dunja-l")]
    (prompt,) = await tapped.said()
    assert isinstance(tapped.chat, Person)
    await tapped.chat.react(tapped.room, prompt["event_id"], "1\ufe0f\u20e3")
    await tapped.hears("on track")
    same = partners[PersonId("vit-h")]
    await same.asks("same", "need, offer")
    sealed = partners[ENCRYPTED]
    await sealed.asks("1 Перші національні конкурси стартували", "Перші національні")
