"""The real coalition on both platforms: its people and rooms, at a clock that jumps to what's due.

Half of the organisations are in two Slack workspaces, the others on Matrix.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Channel, Coalition, Rhythm
from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.ids import AccountId, ActivityId, OrganisationId, PersonId, PromptId, RoomId
from ci_bot.domain.person import Account
from ci_bot.domain.prompt import Prompt
from ci_bot.ports.holidays import Holidays
from ci_bot.runtime.public_holidays import PublicHolidays
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_rooms import FakeMessage
from tests.support.cee_hub import cee_hub
from tests.support.passing_time import pass_until
from tests.support.two_platforms import TwoPlatforms

BEGIN = datetime(2025, 5, 4, 21, 30, tzinfo=UTC)
RHYTHM = Rhythm(
    checkin="weekly mon 08:30", remind="thu 10:00", freeze="sun 23:00", digest="weekly mon 08:00"
)
WORKSPACES = {
    "HUB": ("cee-hub", "wmpl", "wmcz", "wmat", "wmse"),
    "SEA": ("wmgr", "wmcy", "wmtr", "wmro"),
}
ROOMS = {
    "slack:HUB/!all": "coalition",
    "slack:HUB/!office": "backbone",
    "slack:HUB/!wien": "coalition",
    "slack:SEA/!all": "coalition",
    "matrix:!all": "coalition",
    "matrix:!learning": "wg-learning",
    "matrix:!steering": "steering",
}
WITHOUT_THE_BACKBONE = tuple(room for room, name in ROOMS.items() if name != "backbone")
EVERY_WEEK = ("tech-tools", "student-clubs")
"""Their leads asked to be asked every week."""


def spread_out() -> Coalition:
    """The coalition of the file with invented accounts and rooms, asked every Monday."""
    coalition = cee_hub()
    activities = {id_: _asked(activity) for id_, activity in coalition.activities.items()}
    return replace(
        coalition,
        rhythm=RHYTHM,
        activities=activities,
        accounts=tuple(Account(id=_account(coalition, p), person=p) for p in coalition.people),
        channels=tuple(
            Channel(
                address=RoomId(room),
                audience=name,
                language="de" if room.endswith("wien") else None,
            )
            for room, name in ROOMS.items()
        ),
    )


def _asked(activity: Activity) -> Activity:
    if activity.id in EVERY_WEEK:
        return replace(activity, rhythm="weekly")
    if activity.id == "peer-exchange":
        # Its handbook is written long before the first visit.
        return replace(activity, start=date(2025, 5, 26))
    return activity


def _account(coalition: Coalition, person: PersonId) -> AccountId:
    first = next(role.organisation for role in coalition.roles if role.person == person)
    for workspace, organisations in WORKSPACES.items():
        if first in organisations:
            return AccountId(f"slack:{workspace}/{person}")
    return AccountId(f"matrix:{person}")


@dataclass
class CeeHouse(TwoPlatforms):
    """The bot with real public holidays, from the night before the first week."""

    clock: TurnableClock = field(default_factory=lambda: TurnableClock(BEGIN))
    taps: bool = True
    holidays: Holidays = field(default_factory=PublicHolidays)

    async def opens(self) -> None:
        """Everybody is in their room, and the coalition is in the store."""
        self.slug = (await self.apply(spread_out())).id
        for person in self.accounts:
            await self.direct(person)
        for room in ROOMS:
            platform, _, name = room.partition(":")
            chat = self.chats[platform]
            chat.room(name.replace("!", ""), chat.person(name.replace("!", "reader-")))
        await self.settle()

    async def turn(self, until: datetime) -> None:
        """Lets everything happen that is due until then, each at its own time."""
        await pass_until(self, until)

    def coalition(self) -> Coalition:
        """The coalition as it is stored."""
        return self.store.state.coalitions[self.slug]

    async def supports(self, organisation: str, activity: str) -> None:
        """The backbone writes into the file that an organisation supports an activity."""

        def with_it(stored: Coalition | None) -> Coalition:
            assert stored is not None
            known = stored.activities[ActivityId(activity)]
            known = replace(known, supporting=(*known.supporting, OrganisationId(organisation)))
            return replace(stored, activities={**stored.activities, known.id: known})

        await self.app.composition.apply_coalition(self.slug, with_it)

    def prompts(self, person: str) -> list[Prompt]:
        """The prompts that reached somebody, the newest first."""
        mine = [p for p in self.store.state.prompts.values() if p.person == person and p.sent]
        return sorted(mine, key=lambda prompt: prompt.due, reverse=True)

    def open_prompt(self, person: str, activity: str) -> Prompt | None:
        """Their prompt of a round that goes on, with that activity in it."""
        state = self.store.state
        for prompt in self.prompts(person):
            goes_on = state.rounds[self.slug, prompt.round].open
            if goes_on and any(item.activity == activity for item in prompt.items):
                return prompt
        return None

    def whose(self, prompt: str) -> str:
        """Who was asked by a prompt."""
        return self.store.state.prompts[self.slug, PromptId(prompt)].person

    def asking(self, prompt: Prompt) -> Prompt:
        """The prompt as it stands now."""
        return self.store.state.prompts[self.slug, prompt.id]

    def message_of(self, prompt: Prompt) -> FakeMessage:
        """What the person sees of the prompt."""
        for sent in self.store.state.deliveries.values():
            if sent.kind is DeliveryKind.PROMPT and sent.subject == prompt.id and sent.posted_room:
                chat = self.chat_of(prompt.person)
                return next(
                    message
                    for message in chat.said(sent.posted_room)
                    if message.message == sent.posted_message
                )
        raise LookupError(f"{prompt.person} has not seen {prompt.id}")

    def posts(self, room: str) -> list[FakeMessage]:
        """What the bot posted in a room, threads included."""
        return self.chats[room.partition(":")[0]].said(RoomId(room))

    def said_to(self, person: str) -> str:
        """All that the bot ever said to somebody directly, as it stands now."""
        name = self.accounts[PersonId(person)].partition(":")[2].replace("/", "/!direct-")
        room = f"!direct-{name}" if "/" not in name else name
        said = self.chat_of(person).said(RoomId(f"{self.chat_of(person).name}:{room}"))
        return "\n".join(message.text for message in said)

    def said_everywhere(self) -> Mapping[RoomId, list[FakeMessage]]:
        """All that the bot ever said, by room."""
        return {room: chat.said(room) for chat in self.chats.values() for room in chat.server.rooms}
