"""The stand-in's time is its own, or a test's."""

from datetime import UTC, datetime, timedelta

from ci_bot.testing.clock import TurnableClock
from tests.support.slack import slack_stand_in
from tests.support.slack.clock import SlackClock

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


async def test_messages_carry_the_time_of_the_clock_that_is_followed() -> None:
    clock = TurnableClock(MONDAY)
    async with slack_stand_in(clock.now) as slack:
        team = slack.team()
        anna = slack.person("anna", team)
        room = slack.channel(team, anna)
        first = await anna.write(room, "one")
        second = await anna.write(room, "two")
        clock.advance(timedelta(days=1))
        third = await anna.write(room, "three")
    assert float(first) - MONDAY.timestamp() < 0.01
    assert first < second < third
    assert float(third) - float(first) > 86_000


async def test_where_time_stands_still_nothing_happens_by_itself() -> None:
    clock = TurnableClock(MONDAY)
    there = SlackClock(clock.now)
    rung: list[str] = []
    there.after(60, lambda: rung.append("later"))
    there.after(0, lambda: rung.append("now"))
    assert rung == []
    there.catch_up()
    assert rung == ["now"]
    clock.advance(timedelta(seconds=60))
    there.catch_up()
    assert rung == ["now", "later"]


async def test_what_is_due_happens_in_order_while_time_is_turned() -> None:
    there = SlackClock(lambda: MONDAY)
    rung: list[float] = []

    def first() -> None:
        rung.append(there.now() - MONDAY.timestamp())
        there.after(10, first)

    there.after(10, first)
    off = there.after(5, lambda: rung.append(-1))
    there.call_off(off)
    there.turn(35)
    assert rung == [10, 20, 30]
    assert there.now() - MONDAY.timestamp() == 35


async def test_who_waits_for_somebody_else_waits_from_the_end_of_a_turn() -> None:
    there = SlackClock(lambda: MONDAY)
    rung: list[str] = []

    def wait() -> None:
        there.after(3, lambda: rung.append("late"), outside=True)

    there.after(10, wait)
    there.turn(60)
    assert rung == []
    there.turn(3)
    assert rung == ["late"]
