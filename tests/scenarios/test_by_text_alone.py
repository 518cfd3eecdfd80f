"""Everything can be done by text in a direct message: no button, no reaction, nothing to look at.

The table is the whole of it: who writes what, and what they hear. A command of the registry that no
line of it drives fails the test.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from ci_bot.commands.line import read_line
from ci_bot.commands.registry import REGISTRY
from ci_bot.domain.ids import RoomId
from ci_bot.ports.chat import Capabilities
from ci_bot.testing.fake_chat import FakePlatform
from tests.scenarios.by_text_table import BACKBONE, PARTNER, ROSTER, Line, Passes
from tests.support.chat_house import ChatHouse

PLAIN = Capabilities(idempotent_for=timedelta(hours=24), hears_reactions=False, replies=False)
"""A platform on which there is nothing but text."""
LOOKING = re.compile(r"\b(button|buttons|tap|tapping|click|emoji|reaction|colour)\b", re.IGNORECASE)
CODE = re.compile(r"join ([A-Z0-9-]{14})")


@dataclass
class Teller:
    """Plays a table in one house, and remembers the last code that was given away."""

    house: ChatHouse
    code: str = ""

    async def plays(self, *steps: Line | Passes) -> set[str]:
        """The names of the commands that the lines were."""
        driven = set()
        for step in steps:
            if isinstance(step, Passes):
                self.house.clock.advance(step.time)
                await self.house.settle()
                continue
            line = step.line.replace("{code}", self.code)
            driven |= {_command(line)} - {None}
            await self._says(step, line)
        return {name for name in driven if name is not None}

    async def _says(self, step: Line, line: str) -> None:
        house = self.house
        house.clock.advance(timedelta(minutes=1))
        room = await self._room(step)
        said = await house.says(step.person, line, room=room, addressed=step.room is not None)
        if step.room is not None:
            said += await house.heard_by(step.person)
        assert step.heard.casefold() in said.casefold(), f"{step.person}: {line}\n{said}"
        assert LOOKING.search(said) is None, said
        self.code = next(iter(CODE.findall(said)), self.code)

    async def _room(self, step: Line) -> RoomId | None:
        if step.room is None:
            # Only what follows counts as heard.
            await self.house.heard_by(step.person)
            return None
        known = RoomId(f"fake:!{step.room}")
        if known not in self.house.chat.server.rooms:
            self.house.channel(step.room, step.person)
        return known


def _command(line: str) -> str | None:
    found = REGISTRY.find(tuple(word.text for word in read_line(line).words))
    return None if found is None else found[0].name


async def teller() -> Teller:
    house = ChatHouse()
    house.chat = FakePlatform(house.clock, capabilities=PLAIN)
    house.begin()
    await house.apply()
    await house.settle()
    return Teller(house)


async def test_a_partner_does_everything_by_text() -> None:
    driven = await (await teller()).plays(*PARTNER)
    assert {"checkin", "update", "ask", "help with", "settings"} <= driven


async def test_the_backbone_does_everything_by_text() -> None:
    driven = await (await teller()).plays(*BACKBONE)
    assert {"note", "digest post", "checkin open"} <= driven


async def test_the_roster_is_kept_by_text() -> None:
    driven = await (await teller()).plays(*ROSTER)
    assert {"org add", "undo"} <= driven


def test_every_command_is_driven_by_a_line_of_the_table() -> None:
    lines = [s.line for s in (*PARTNER, *BACKBONE, *ROSTER) if isinstance(s, Line)]
    assert set(REGISTRY.names()) - {_command(line) for line in lines} == set()


def test_no_answer_of_a_check_in_is_missing_from_the_table() -> None:
    lines = {s.line for s in PARTNER if isinstance(s, Line)}
    bare = {line.removeprefix("1: ").partition(" ")[0] for line in lines}
    assert {"1", "2", "3", "4", "5", "0", "s", "d", "a", "same", "n", "o", "l", "-", "y"} <= bare
