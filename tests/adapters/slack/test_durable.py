"""What Slack hands in is kept before it is acknowledged, and nobody is left in the dark."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest

from ci_bot.ports.chat import (
    ChatEvent,
    Form,
    Message,
    MessageReceived,
    Opening,
    Pressed,
    Submitted,
)
from ci_bot.testing.memory_vault import MemoryVault
from tests.adapters.slack.ears import FORM, Ears, Store, ears
from tests.adapters.slack.said import KEY, buttons, words


class AwayError(Exception):
    """The store is away."""


class Gated(Store):
    """Keeps and shows nothing before its gate is open."""

    def __init__(self, vault: MemoryVault) -> None:
        super().__init__(vault)
        self.gate = asyncio.Event()

    async def accept(
        self, events: Sequence[ChatEvent], *, cursor: tuple[str, str] | None = None
    ) -> None:
        await self.gate.wait()
        await super().accept(events, cursor=cursor)

    async def form(self, opening: Opening) -> Form | Message | None:
        await self.gate.wait()
        return await super().form(opening)


@pytest.fixture
async def ear() -> AsyncIterator[Ears]:
    async with ears() as ear:
        yield ear


async def _open_form(ear: Ears) -> None:
    ear.inlet.forms["answer:7"] = FORM
    message = await buttons(ear, opens="answer:7")
    await ear.anna.click(ear.direct, message, "Tap")


async def test_an_acknowledgement_comes_after_the_row(ear: Ears) -> None:
    inlet = ear.inlet = Gated(ear.vault)
    message = await buttons(ear)
    async with ear.hearing():
        await ear.anna.write(ear.direct, "one")
        doing = [
            asyncio.create_task(ear.anna.command(ear.direct, "/ci", "status")),
            asyncio.create_task(ear.anna.click(ear.direct, message, "Tap")),
        ]
        await ear.slack.world.until(lambda: len(ear.slack.courier.open) == 3)
        assert not ear.slack.courier.acknowledged
        inlet.gate.set()
        assert await asyncio.gather(*doing) == [{}, {}]
        await ear.slack.world.until(lambda: len(ear.slack.courier.acknowledged) == 3)
        assert len(inlet.events) == 3


async def test_what_could_not_be_kept_comes_again(ear: Ears) -> None:
    async with ear.hearing():
        ear.inlet.errors.append(AwayError())
        await ear.anna.write(ear.direct, "one")
        await ear.inlet.failed(1)
        ear.slack.clock.turn(3.1)
        (event,) = await ear.heard(MessageReceived)
        assert event.text == "one"
        await ear.slack.world.until(lambda: len(ear.slack.courier.acknowledged) == 1)
    assert not ear.slack.courier.lost


async def test_what_comes_twice_is_kept_once(ear: Ears) -> None:
    async with ear.hearing():
        ear.slack.faults.duplicate_events()
        await ear.anna.write(ear.direct, "one")
        await ear.slack.world.until(lambda: len(ear.slack.courier.acknowledged) == 2)
        assert len(await ear.heard(MessageReceived)) == 1


async def test_an_edit_that_is_told_under_two_ids_is_one(ear: Ears) -> None:
    async with ear.hearing():
        message = await ear.anna.write(ear.direct, "one")
        ear.slack.faults.duplicate_events(2, other_id=True)
        await ear.anna.edit(ear.direct, message, "two")
        await ear.anna.delete(ear.direct, message)
        await ear.slack.world.until(lambda: len(ear.slack.courier.acknowledged) == 5)
    kinds = [type(event).__name__ for event in ear.inlet.events]
    assert sorted(kinds) == ["MessageEdited", "MessageReceived", "Removed"]


async def test_unheeded_events_are_acknowledged_all_the_same(ear: Ears) -> None:
    ear.app.events.update({"team_join", "message.channels"})
    async with ear.hearing():
        room = ear.slack.channel(ear.team, ear.anna, ear.bot)
        await ear.anna.write(room, "to somebody else")
        ear.slack.rename(room, "other")
        ear.slack.invite(room, ear.slack.person("ben", ear.team))
        await ear.slack.world.until(lambda: len(ear.slack.courier.acknowledged) == 3)
    assert not ear.inlet.events
    assert not ear.slack.courier.lost


async def test_a_tap_is_tried_again_while_slack_waits(ear: Ears) -> None:
    message = await buttons(ear)
    async with ear.hearing():
        ear.inlet.errors += [AwayError(), AwayError()]
        assert await ear.anna.click(ear.direct, message, "Tap") == {}
        (event,) = await ear.heard(Pressed)
    assert (event.message, event.delivery, event.block, event.option) == (message, KEY, 0, 0)


async def test_a_tap_that_can_not_be_kept_is_said_to_the_person_alone(ear: Ears) -> None:
    ear.reading(accept=0.05)
    message = await buttons(ear)
    async with ear.hearing():
        ear.inlet.errors += [AwayError()] * 1_000
        tapping = asyncio.create_task(ear.anna.click(ear.direct, message, "Tap"))
        seen = await ear.anna.see(ear.direct, lambda seen: len(seen) == 2)
        assert seen[-1].text == "Try again (None)."
        assert ear.slack.find(ear.direct).messages[-1].only == ear.anna.user.who
        ear.slack.clock.turn(3.1)
        assert await tapping is None


async def test_a_command_that_can_not_be_kept_is_answered_with_an_excuse(ear: Ears) -> None:
    ear.reading(accept=0.05)
    async with ear.hearing():
        ear.inlet.errors += [AwayError()] * 1_000
        answer = await ear.anna.command(ear.direct, "/ci", "status")
    assert answer == {"response_type": "ephemeral", "text": "Try again (None)."}


async def test_a_form_that_can_not_be_kept_stays_open_with_its_words(ear: Ears) -> None:
    ear.reading(accept=0.05)
    async with ear.hearing():
        await _open_form(ear)
        view = await ear.anna.modal()
        ear.inlet.errors += [AwayError()] * 1_000
        answer = await ear.anna.submit(view, {"words": "much to say"})
        assert answer == {
            "response_action": "errors",
            "errors": {"words": "Try again (None)."},
        }
        ear.inlet.errors.clear()
        assert await ear.anna.submit(view, {"words": "much to say"}) == {"response_action": "clear"}
        (event,) = await ear.heard(Submitted)
    assert event.message == ear.inlet.openings[0].message


async def test_a_form_opens_although_its_answer_is_never_stored(ear: Ears) -> None:
    async with ear.hearing():
        await _open_form(ear)
        view = await ear.anna.modal()
    assert view.body["title"]["text"] == "Words"
    assert not ear.inlet.events
    (opening,) = ear.inlet.openings
    assert isinstance(opening, Opening)
    assert (opening.account, opening.room, opening.direct) == (ear.anna.account, ear.direct, True)


async def test_a_refusal_is_shown_in_the_forms_place(ear: Ears) -> None:
    ear.inlet.forms["answer:7"] = words("That is over.")
    message = await buttons(ear, opens="answer:7")
    async with ear.hearing():
        await ear.anna.click(ear.direct, message, "Tap")
        view = await ear.anna.modal()
    assert "That is over." in str(view.body["blocks"])
    assert "submit" not in view.body


async def test_who_has_no_form_to_open_sees_nothing(ear: Ears) -> None:
    message = await buttons(ear, opens="answer:8")
    async with ear.hearing():
        assert await ear.anna.click(ear.direct, message, "Tap") == {}
        await ear.slack.world.until(lambda: len(ear.inlet.openings) == 1)
    assert not ear.slack.calls("views.open")


async def test_a_form_that_comes_too_late_is_excused(ear: Ears) -> None:
    message = await buttons(ear, opens="answer:7")
    inlet = ear.inlet = Gated(ear.vault)
    inlet.forms["answer:7"] = FORM
    async with ear.hearing():
        assert await ear.anna.click(ear.direct, message, "Tap") == {}
        ear.slack.clock.turn(4)
        inlet.gate.set()
        seen = await ear.anna.see(ear.direct, lambda seen: len(seen) == 2)
    assert seen[-1].text == "Try again (None)."
    assert [one.error for one in ear.slack.refused] == ["expired_trigger_id"]
