"""The real coalition over chats in memory, which have the abilities of Slack and of Matrix."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ci_bot.domain.ids import AccountId, RoomId
from ci_bot.messages import html, plain
from ci_bot.ports.holidays import Holidays
from ci_bot.runtime.public_holidays import PublicHolidays
from ci_bot.testing.clock import TurnableClock
from tests.support.cee_house import BEGIN, ROOMS, CeeHouse, Post, home_of
from tests.support.cee_hub import cee_hub
from tests.support.two_platforms import TwoPlatforms


@dataclass
class InMemory(TwoPlatforms, CeeHouse):
    """The bot with real public holidays."""

    clock: TurnableClock = field(default_factory=lambda: TurnableClock(BEGIN))
    taps: bool = True
    holidays: Holidays = field(default_factory=PublicHolidays)

    async def opens(self) -> None:
        """Its rooms have readers, too."""
        homes = {person: home_of(person) for person in cee_hub().people}
        self.accounts = {
            person: AccountId(f"matrix:{person}" if home == "matrix" else f"slack:{home}/{person}")
            for person, home in homes.items()
        }
        self.present = tuple(homes)
        self.rooms = {room: RoomId(room) for room in ROOMS}
        for room in ROOMS:
            platform, _, name = room.partition(":")
            chat = self.chats[platform]
            chat.room(name.replace("!", ""), chat.person(name.replace("!", "reader-")))
        await super().opens()

    def record(self, room: RoomId) -> Sequence[Post]:
        """What the chat in memory has."""
        return [
            Post(
                key=said.key or "",
                message=said.message,
                thread=said.thread,
                versions=[plain.render(version) for version in said.content],
                markup=html.render(said.content[-1]),
            )
            for said in self.chats[room.partition(":")[0]].said(room)
        ]
