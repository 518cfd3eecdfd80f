"""The real coalition on both platforms: its people and rooms, at a clock that jumps to what's due.

Half of the organisations are in two Slack workspaces, the others on Matrix.
"""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Protocol

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Channel, Coalition, Rhythm
from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.ids import (
    AccountId,
    ActivityId,
    CoalitionId,
    MessageId,
    OrganisationId,
    PersonId,
    PromptId,
    RoomId,
)
from ci_bot.domain.person import Account
from ci_bot.domain.prompt import Prompt
from tests.support.cee_hub import cee_hub
from tests.support.passing_time import pass_until
from tests.support.talk import Talk, Talker

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


class Reacting(Talker, Protocol):
    """Somebody at a client with reactions."""

    async def react(self, room: RoomId, message: MessageId, emoji: str) -> MessageId: ...


class Tapping(Protocol):
    """Somebody at a client with buttons and forms."""

    async def press(self, room: RoomId, message: MessageId, label: str) -> object: ...

    async def open_form(self, form: str, *, text: str = "") -> object: ...

    async def submit(self, values: Mapping[str, str], *, form: str | None = None) -> None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A message of the bot as it is read; `versions`: what it ever said, the last one now.

    `key`: of its delivery. `markup`: where the platform has HTML, that of the last version.
    """

    key: str
    message: MessageId
    thread: MessageId | None
    versions: Sequence[str]
    markup: str = ""

    @property
    def text(self) -> str:
        """What it says now."""
        return self.versions[-1]


def home_of(person: PersonId) -> str:
    """The workspace of somebody on Slack, or `matrix`."""
    first = next(role.organisation for role in cee_hub().roles if role.person == person)
    return next((name for name, inside in WORKSPACES.items() if first in inside), "matrix")


def spread_out(accounts: Mapping[PersonId, AccountId], rooms: Mapping[str, RoomId]) -> Coalition:
    """The coalition of the file with these accounts and rooms, asked every Monday."""
    coalition = cee_hub()
    activities = {id_: _asked(activity) for id_, activity in coalition.activities.items()}
    return replace(
        coalition,
        rhythm=RHYTHM,
        activities=activities,
        accounts=tuple(Account(id=account, person=p) for p, account in accounts.items()),
        channels=tuple(
            Channel(
                address=rooms[room],
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


class CeeHouse(Talk):
    """The bot with the coalition, from the night before the first week.

    `rooms`: where the places of `ROOMS` are. `present`: who has a room with the bot. `directs`:
    whose room it is.
    """

    slug: CoalitionId
    rooms: dict[str, RoomId]
    present: Collection[PersonId]
    directs: Mapping[RoomId, PersonId]

    @abstractmethod
    def record(self, room: RoomId) -> Sequence[Post]:
        """What the bot posted in a room, threads included, by the platform's own record."""

    @abstractmethod
    def talker(self, person: str) -> Reacting:
        """Somebody at their client."""

    @abstractmethod
    def tapper(self, person: str) -> Tapping:
        """Somebody on Slack at their client."""

    async def opens(self) -> None:
        """Everybody is in their room, and the coalition is in the store."""
        self.slug = (await self.apply(spread_out(self.accounts, self.rooms))).id
        await self.hears()
        self.directs = {await self.direct(person): person for person in self.present}
        await self.settle()

    async def hears(self) -> None:
        """From now on it hears what people do."""

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

    def message_of(self, prompt: Prompt) -> MessageId:
        """The message in which the person sees the prompt."""
        for sent in self.store.state.deliveries.values():
            about = sent.kind is DeliveryKind.PROMPT and sent.subject == prompt.id
            if about and sent.posted_message is not None:
                return sent.posted_message
        raise LookupError(f"{prompt.person} has not seen {prompt.id}")

    def posts(self, room: str) -> Sequence[Post]:
        """What the bot posted in one of the places of `ROOMS`, threads included."""
        return self.record(self.rooms[room])

    def said_to(self, person: str) -> str:
        """All that the bot ever said to somebody directly, as it stands now."""
        own = next(room for room, one in self.directs.items() if one == person)
        return "\n".join(post.text for post in self.record(own))

    def said_everywhere(self) -> Mapping[str, Sequence[Post]]:
        """All that the bot ever said, by place; `direct-PERSON` is somebody's own."""
        places = self.rooms | {f"direct-{one}": room for room, one in self.directs.items()}
        return {name: self.record(room) for name, room in places.items()}
