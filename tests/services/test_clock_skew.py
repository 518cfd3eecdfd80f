"""A clock that is far off is clamped and flagged; delays and small errors are not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from ci_bot.ports.chat import MessageReceived
from tests.support.chat_house import ChatHouse
from tests.support.checkin_talk import CheckinTalk
from tests.support.small_coalition import MARA, PUPILS

FLAG = "clock is off"


@pytest.mark.parametrize(
    ("off", "flagged"),
    [(timedelta(days=-3), -72), (timedelta(hours=-20), None), (timedelta(0), None)],
)
async def test_an_answer_from_long_before_its_question_is_flagged_and_counts_from_then(
    off: timedelta, flagged: int | None
) -> None:
    talk = CheckinTalk()
    asked = await talk.asks()
    assert asked.sent is not None
    event = replace(talk.message("1 Six schools", MARA), at=asked.sent + off)
    with capture_logs() as logs:
        await talk._handle(event)  # noqa: SLF001 - as the inbox hands it in
    told = [entry["hours"] for entry in logs if entry["event"] == FLAG]
    assert told == ([] if flagged is None else [flagged])
    update = await talk.answer(PUPILS)
    assert update is not None
    assert update.at >= asked.sent


@pytest.mark.parametrize(
    ("off", "flagged"), [(timedelta(days=2), True), (timedelta(hours=2), False)]
)
async def test_what_comes_from_the_future_is_flagged_without_a_word_of_it(
    off: timedelta, flagged: bool
) -> None:
    house = ChatHouse()
    await house.apply()
    room = await house.direct("jonas-r")
    account = house.chat.person("jonas-r").account
    house.chat.tell(
        MessageReceived(
            event="$late",
            account=account,
            room=room,
            at=house.clock.now() + off,
            direct=True,
            message="$m",  # type: ignore[arg-type] # an id of the platform's
            text="update label-translation on track secret words",
        )
    )
    with capture_logs() as logs:
        await house.settle()
    found = [entry for entry in logs if entry["event"] == FLAG]
    assert bool(found) is flagged
    assert all("secret" not in str(entry) for entry in found)
    async with house.store.read() as uow:
        (update,) = await uow.of((await house.coalition()).id).updates()
    assert update.at == house.clock.now()
