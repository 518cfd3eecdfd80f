"""Twelve people over two Slack workspaces and Matrix: one round, one relay, one digest."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import AccountId, PersonId, RoomId
from ci_bot.domain.person import Account
from tests.conftest import NewPerson
from tests.support.matrix_house import MatrixHouse, Partner
from tests.support.person import Person
from tests.support.slack import Install, Slack, slack_stand_in
from tests.support.slack.rendering import lines
from tests.support.slack_house import SlackHouse, SlackPartner, slack_partner
from tests.support.synapse import Synapse
from tests.support.synapse_record import accepted
from tests.support.three_places import LAKE, MATRIX, SHORE, three_places

KEYCAP_1 = "1\ufe0f\u20e3"


class Places:
    """Everybody where they sit, and the four channels that get the digest."""

    def __init__(self, slack: Slack, folder: Path) -> None:
        self.slack = slack
        self.house = SlackHouse(slack, folder)
        self.lake, self.shore = self.house.workspace("Lake"), self.house.workspace("Shore")
        self.partners: dict[str, SlackPartner] = {}
        for install, who in ((self.lake, LAKE), (self.shore, SHORE)):
            self.partners |= {name: slack_partner(slack, install, name) for name in who}
        self.rooms: dict[RoomId, str] = {}
        channels: tuple[tuple[Install, Sequence[str], str], ...] = (
            (self.lake, LAKE, "coalition"),
            (self.lake, LAKE[:1], "backbone"),
            (self.shore, SHORE, "coalition"),
        )
        for install, names, audience in channels:
            team = slack.world.teams[install.team]
            room = slack.channel(team, *(self.partners[n].chat for n in names), install)
            self.rooms[room] = audience

    def coalition(self, people: Mapping[str, Person], hall: str) -> Coalition:
        """The roster with everybody's account."""
        accounts = {name: partner.chat.account for name, partner in self.partners.items()}
        accounts |= {name: AccountId(f"matrix:{chat.user_id}") for name, chat in people.items()}
        rooms = self.rooms | {RoomId(f"matrix:{hall}"): "coalition"}
        return replace(
            three_places(),
            accounts=tuple(Account(id=a, person=PersonId(n)) for n, a in accounts.items()),
            channels=tuple(Channel(address=room, audience=a) for room, a in rooms.items()),
        )

    def digests(self, room: RoomId) -> list[str]:
        """The messages of the bot that stand in a channel, apart from threads."""
        posted = self.slack.find(room).messages
        return ["\n".join(lines(m.blocks or [])) for m in posted if m.app and not m.thread_ts]

    def keys(self) -> Counter[str]:
        """How often each delivery was posted."""
        metadata = (one.args.get("metadata") for one in self.slack.calls("chat.postMessage"))
        return Counter(str(one["event_payload"]["key"]) for one in metadata if one)


async def test_one_checkin_and_one_digest_over_both_platforms(
    new_person: NewPerson, synapse: Synapse, tmp_path: Path
) -> None:
    bot, owner = await new_person("bot"), await new_person("owner")
    people = {name: await new_person(name) for name in MATRIX}
    home = MatrixHouse(bot, tmp_path)
    async with slack_stand_in() as slack:
        places = Places(slack, tmp_path)
        hall = await owner.create_room(bot)
        await home.apply(places.coalition(people, hall))
        async with (
            home.store() as store,
            places.house.platform(store) as platform,
            home.running(platform),
        ):
            await home.enters(hall, owner)
            await slack.sockets.connected()
            matrix = {name: await home.partner(chat) for name, chat in people.items()}
            await _answered(places.partners, matrix)
            await _relayed(places.partners["petr-v"], matrix["kaisa-n"])
            await _digest(places, hall, owner)
        slack.assert_clean()
        assert slack.live_markup() == []
        assert set(places.keys().values()) == {1}
        sent = Counter(one.transaction for one in accepted(synapse, bot.user_id))
        assert set(sent.values()) == {1}


async def _answered(slack: Mapping[str, SlackPartner], matrix: Mapping[str, Partner]) -> None:
    ines = slack["ines-b"]
    await ines.chat.command(ines.room, "/ci", "checkin open")
    await _by_tap(slack["marek-o"])
    await _by_form(slack["sanna-h"])
    await _by_text(slack["petr-v"])
    await _in_the_thread(slack["aino-k"])
    await _by_edit(slack["nora-s"])
    for name in ("oskar-p", "ilse-m"):
        card = await slack[name].sees("Open Lakeland")
        await slack[name].taps(card, "on track", "need")
        await slack[name].taps(card, "nothing", "What I understood")
    jonas, kaisa, tove = (matrix[name] for name in MATRIX)
    await jonas.hears("How does")
    asked = (await jonas.said())[-1]["event_id"]
    assert isinstance(jonas.chat, Person)
    await jonas.chat.react(jonas.room, asked, KEYCAP_1)
    await jonas.hears("need")
    await kaisa.hears("How does")
    await kaisa.asks("2 The bus is late", "Who may read")
    await kaisa.asks("1", "need")
    await kaisa.asks("-", "What I understood")
    await tove.hears("How does")
    await tove.asks("1", "need")


async def _by_tap(marek: SlackPartner) -> None:
    card = await marek.sees("Pupils' Heritage Days")
    await marek.taps(card, "at risk", "Who may read")
    await marek.taps(card, "the whole coalition", "need")
    await marek.taps(card, "nothing", "What I understood", "at risk")


async def _by_form(sanna: SlackPartner) -> None:
    card = await sanna.sees("Teacher evenings")
    await sanna.taps(card, "on track", "Teacher evenings: on track")
    await sanna.fills(card, "Add words", **{"What happened?": "23 teachers came"})
    await sanna.sees("23 teachers came")


async def _by_text(petr: SlackPartner) -> None:
    await petr.sees("Open Lakeland")
    await petr.chat.write(petr.room, "1 two <rooms> & a printer")
    await petr.sees("two <rooms> & a printer")


async def _in_the_thread(aino: SlackPartner) -> None:
    card = await aino.sees("Open Lakeland")
    await aino.chat.write(aino.room, "3 the scanner broke", thread=card)
    await aino.sees("the scanner broke")
    await aino.taps(card, "the whole coalition", "the scanner broke", "need")


async def _by_edit(nora: SlackPartner) -> None:
    await nora.sees("Harbour walks")
    message = await nora.chat.write(nora.room, "1 forty guests")
    await nora.sees("forty guests")
    await nora.chat.edit(nora.room, message, "1 fifty guests")
    await nora.sees("fifty guests", "Harbour walks")


async def _relayed(petr: SlackPartner, kaisa: Partner) -> None:
    await petr.chat.command(petr.room, "/ci", "ask A5 leaflets <@U1> <!channel>")
    await petr.sees("Ask 1")
    await kaisa.asks("help with 1", "Petr V.", "A5 leaflets")
    await petr.sees("Kaisa N.", "can help")
    await kaisa.asks("reply 1 we have 300", "On its way")
    carried = await petr.sees("we have 300")
    await petr.chat.write(petr.room, "very good", thread=carried)
    await kaisa.hears("Petr V.", "very good")
    await petr.chat.command(petr.room, "/ci", "close 1 thanks Kaisa N.")
    await kaisa.hears("thanks")


async def _digest(places: Places, hall: str, owner: Person) -> None:
    ines = places.partners["ines-b"]
    await ines.chat.command(ines.room, "/ci", "digest post")
    event = await owner.hears(hall, lambda e: "fifty guests" in e["content"].get("body", ""))
    facts = [line for line in event["content"]["body"].splitlines() if line.strip()]
    for room in places.rooms:
        await _posted(places, room)
        if places.rooms[room] != "coalition":
            # The backbone gets a brief.
            continue
        (shown,) = (one for one in places.digests(room) if "fifty guests" in one)
        for words in ("two <rooms> & a printer", "the scanner broke", "23 teachers came"):
            assert words in shown
        assert _facts(shown.splitlines()) == _facts(facts)


async def _posted(places: Places, room: RoomId) -> None:
    await places.slack.world.until(lambda: bool(places.digests(room)))


def _facts(shown: list[str]) -> list[str]:
    """What each line says, however the platform marks headings and lists."""
    return [line.strip("•-*# ").strip() for line in shown if line.strip("•-*# \u2014")]
