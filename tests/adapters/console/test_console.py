"""The console keeps the promises of the chat port, and is a stage."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from adapters.console.inbound import without_mention
from adapters.console.platform import ConsolePlatform
from adapters.console.plugin import plugin
from ci_bot.ports.chat import (
    ChatEvent,
    MessageId,
    MessageReceived,
    Platform,
    Plugin,
    Posted,
    TargetGone,
)
from ci_bot.ports.chat.stage import Stage
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.contracts.chat import ChatContract
from ci_bot.testing.contracts.chat_base import has, new_key, receiving, says
from ci_bot.testing.memory_vault import MemoryVault
from ci_bot.testing.recording_inlet import RecordingInlet
from tests.adapters.console.console_place import ConsolePlace

START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def vault() -> MemoryVault:
    return MemoryVault()


@pytest.fixture
async def console(vault: MemoryVault, tmp_path: Path) -> AsyncIterator[ConsolePlatform]:
    async with plugin.open(plugin.settings_type(), vault, tmp_path) as platform:
        yield platform


class TestConsole(ChatContract):
    @pytest.fixture
    def place(self, console: ConsolePlatform, vault: MemoryVault) -> ConsolePlace:
        return ConsolePlace(console, vault, TurnableClock(START))


def test_the_console_is_what_the_core_asks_for(console: ConsolePlatform) -> None:
    known: Plugin = plugin
    platform: Platform = console
    stage: Stage = console
    assert known.name == platform.name == "console"
    assert isinstance(stage, Stage)
    assert not known.actions


async def test_a_transcript_shows_who_said_what_when(console: ConsolePlatform) -> None:
    clock = TurnableClock(START)
    console.follow(clock.now)
    anna = console.account("anna")
    room = console.direct(anna)
    asked = await console.sender.send(room, says("How does it stand?"), key=new_key())
    clock.advance(timedelta(minutes=1))
    answer = console.say(anna, room, "1", reply_to=asked.message)
    console.edit(anna, room, answer, "2 printer cancelled")
    console.react(anna, room, asked.message, "👍")
    console.delete(anna, room, console.say(anna, room, "oops"))
    first, second = console.transcript(room)
    assert (first.author, first.at, first.reactions) == (console.bot, START, ((anna, "👍"),))
    assert (second.text, second.edited) == ("2 printer cancelled", True)
    assert (second.at, second.reply_to) == (START + timedelta(minutes=1), asked.message)


async def test_the_same_play_has_the_same_transcript_and_events(tmp_path: Path) -> None:
    async def play() -> tuple[object, object]:
        vault = MemoryVault()
        async with plugin.open(plugin.settings_type(), vault, tmp_path) as console:
            console.follow(lambda: START)
            room, inlet = console.room("digest"), RecordingInlet(vault)
            await console.sender.send(room, says("Digest"), key=new_key())
            async with receiving(console, inlet):
                console.say(console.account("anna"), room, "Thanks")
                await console.heard()
            return console.transcript(room), inlet.events

    assert await play() == await play()


async def test_everything_is_heard_before_the_play_goes_on(
    console: ConsolePlatform, vault: MemoryVault
) -> None:
    inlet = RecordingInlet(vault)
    async with receiving(console, inlet):
        for number in range(3):
            console.say(console.account("anna"), console.room("digest"), f"{number}")
        await console.heard()
        assert len(inlet.events) == 3
        await console.heard()


async def test_trouble_with_the_inlet_shows_until_it_is_over(
    console: ConsolePlatform, vault: MemoryVault
) -> None:
    class Watching(RecordingInlet):
        shown: tuple[str | None, ...] = ()

        async def accept(
            self, events: Sequence[ChatEvent], *, cursor: tuple[str, str] | None = None
        ) -> None:
            self.shown += (console.trouble,)
            await super().accept(events, cursor=cursor)

    inlet = Watching(vault)
    inlet.errors.append(RuntimeError("nobody's business"))
    async with receiving(console, inlet):
        console.say(console.account("anna"), console.room("digest"), "Hello")
        await console.heard()
        await inlet.until(lambda _: console.trouble is None)
    assert inlet.shown == (None, "RuntimeError")


async def test_a_later_run_gives_no_event_an_earlier_id(vault: MemoryVault, tmp_path: Path) -> None:
    inlet = RecordingInlet(vault)
    for _ in range(2):
        async with (
            plugin.open(plugin.settings_type(), vault, tmp_path) as console,
            receiving(console, inlet),
        ):
            console.say(console.account("anna"), console.room("digest"), "Hello")
            await console.heard()
    assert len(await inlet.until(has(MessageReceived, 2))) == 2


async def test_nobody_acts_in_the_direct_room_of_another(console: ConsolePlatform) -> None:
    anna, ben = console.account("anna"), console.account("ben")
    with pytest.raises(LookupError):
        console.say(ben, console.direct(anna), "Hello")
    with pytest.raises(ValueError, match="direct"):
        console.room("@anna")


async def test_nobody_changes_what_another_said(console: ConsolePlatform) -> None:
    anna, ben, room = console.account("anna"), console.account("ben"), console.room("digest")
    message = console.say(anna, room, "Hello")
    reaction = console.react(anna, room, message, "👍")
    for target in (message, reaction):
        with pytest.raises(LookupError):
            console.delete(ben, room, target)
    with pytest.raises(LookupError):
        console.edit(ben, room, message, "Bye")
    with pytest.raises(LookupError):
        console.react(ben, room, MessageId("nothing"), "👍")


async def test_what_is_not_there_can_not_be_edited(console: ConsolePlatform) -> None:
    nothing = Posted(room=console.room("digest"), message=MessageId("nothing"))
    with pytest.raises(TargetGone):
        await console.sender.edit(nothing, says("Hello"), key=new_key())
    with pytest.raises(TargetGone):
        await console.sender.react(nothing, "👍", key=new_key())


async def test_without_a_stage_clock_the_time_is_that_of_the_machine(
    console: ConsolePlatform,
) -> None:
    console.say(console.account("anna"), console.room("digest"), "Hello")
    (spoken,) = console.transcript(console.room("digest"))
    assert spoken.at.tzinfo is not None
    assert spoken.at > datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words", "addressed"),
    [
        ("@ci-bot status", "status", True),
        ("ci-bot: status", "status", True),
        ("ci-bots are fine", "ci-bots are fine", False),
        ("status", "status", False),
    ],
)
def test_the_mention_of_the_bot_is_cut_out(text: str, words: str, *, addressed: bool) -> None:
    assert without_mention(text) == (words, addressed)


async def test_there_is_nothing_to_set_and_nothing_to_find(
    vault: MemoryVault, tmp_path: Path
) -> None:
    with pytest.raises(ValidationError):
        plugin.settings_type.model_validate({"colour": "red"})
    findings = [one async for one in plugin.check(plugin.settings_type(), vault, tmp_path)]
    assert [one.ok for one in findings] == [True]
