"""A real coalition of 18 organisations: its first week and its digest, on a real homeserver."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, PersonId
from tests.conftest import NewPerson
from tests.support.cee_hub import Told, cee_hub, eight_weeks
from tests.support.matrix_house import MatrixHouse, Partner, on_matrix
from tests.support.matrix_people import encrypting
from tests.support.person import Person
from tests.support.synapse import Synapse
from tests.support.synapse_record import accepted

ENCRYPTED, LATE = PersonId("zoriana-m"), PersonId("malika-i")


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

    async def bodies(self) -> str:
        """All that the bot posted, threads included."""
        posted = await self.reader.messages(self.room, by=self.bot)
        return "\n".join(str(event["content"].get("body", "")) for event in posted)

    async def receives(self, *parts: str) -> str:
        def has(event: Mapping[str, Any]) -> bool:
            body = event["content"].get("body", "")
            return event["sender"] == self.bot and all(part in body for part in parts)

        return str((await self.reader.hears(self.room, has))["content"]["body"])


async def test_a_real_coalition_has_its_first_week_and_gets_its_digest_once(
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
    leads = {a.lead_person for a in coalition.activities.values()}
    coalition, people = await on_matrix(coalition, new_person, rooms, only=leads)
    await house.apply(coalition)
    async with house.running(), encrypting(people[ENCRYPTED], tmp_path / "zoriana") as zoriana:
        for hall in halls:
            await house.enters(hall.room, owner)
        partners = {p: await house.partner(people[p]) for p in sorted(leads - {ENCRYPTED})}
        partners[ENCRYPTED] = await house.encrypted_partner(zoriana)
        rea = partners[PersonId("rea-v")]
        await rea.asks("checkin open", "Opened", "20 people")
        prompts = {p: await _prompt(coalition, p, partner) for p, partner in partners.items()}
        lines = [line for line in eight_weeks() if line.week == "2025-W19"]
        late = next(line for line in lines if line.person == LATE)
        told = [line for line in lines if line is not late]
        for line in told:
            person = PersonId(line.person)
            title = coalition.activities[ActivityId(line.activity)].title
            await partners[person].asks(_answer(line, prompts[person], title), line.text)

        await rea.asks("digest preview", "Preview", "83 people")
        await rea.asks("digest post", "on its way")
        for hall in halls:
            await hall.receives("More, and in full", told[-1].text)
            read = await hall.bodies()
            assert [line.id for line in told if line.text not in read] == []

        title = coalition.activities[ActivityId(late.activity)].title
        await partners[LATE].say(_answer(late, prompts[LATE], title))
        for hall in halls:
            await hall.receives("Added", late.text)
            (digest,) = await hall.digests()
            edited = await hall.reader.current(hall.room, digest["event_id"])
            assert "m.relates_to" not in digest["content"]
            assert coalition.name in edited["body"]
    keys = [e.transaction for e in accepted(synapse, house.account.user_id)]
    assert len(keys) == len(set(keys))


async def _prompt(coalition: Coalition, person: PersonId, partner: Partner) -> str:
    """The one prompt that somebody got, with all that they lead."""
    titles = [a.title for a in coalition.activities.values() if a.lead_person == person]
    partner.heard = 0
    await partner.hears(*titles)
    prompts = [body for body in await partner.bodies() if titles[0] in body]
    assert len(prompts) == 1, prompts
    return prompts[0]


def _answer(line: Told, prompt: str, title: str) -> str:
    """A line as it is typed, with the number that its activity has in the prompt."""
    found = re.search(rf"^\s*(\d+)\. {re.escape(title)}\.", prompt, re.MULTILINE)
    assert found is not None, prompt
    status = str(line.status).replace("_", " ")
    return f"{found[1]}: {status}: {line.text}"
