"""Killed around an acknowledgement: what was kept has one effect, whoever was told so or not."""

import signal

import pytest

from ci_bot.testing.exactly_once import Verdict
from tests.faults.conftest import OnSlack
from tests.faults.slack_process import ended
from tests.faults.slack_story import asked, copies, leads, shown
from tests.faults.slack_trial import PATIENCE, SlackTrial
from tests.support.crowd import CROWD, HOST

pytestmark = pytest.mark.timeout(600)

AGAIN = 61.0


async def words_and_states(trial: SlackTrial) -> list[tuple[str, str]]:
    """Every answer that was ever recorded."""
    async with trial.store() as store, store.read() as uow:
        found = await uow.of(CROWD).updates(current_only=False)
    return sorted((one.person, str(one.status)) for one in found)


@pytest.mark.parametrize(
    ("point", "told"), [("inbox-after-commit-before-ack", False), ("inbox-process-mid", True)]
)
async def test_a_tap_and_an_answer_that_were_kept_count_once(
    on_slack: OnSlack, point: str, *, told: bool
) -> None:
    async with on_slack(2) as trial:
        (_, tapping), (_, writing) = leads(trial)
        async with trial.living():
            await trial.slack.sockets.connected()
            # No text, which the next start would hand in again, and so reach the point by itself.
            host = trial.partners[HOST]
            await host.chat.command(host.room, "/ci", "checkin open")
            await asked(trial)
            await trial.rest()
        bot = trial.start(point)
        await trial.slack.sockets.connected()
        card = tapping.chat.shown(tapping.room)[0].message
        answer = await tapping.chat.click(tapping.room, card, "on track")
        assert await ended(bot) == -signal.SIGKILL
        assert (answer is not None) == told
        bot = trial.start(point)
        await trial.slack.sockets.connected()
        await writing.chat.write(writing.room, "1 came by")
        assert await ended(bot) == -signal.SIGKILL
        async with trial.living():
            await trial.slack.sockets.connected()
            trial.slack.clock.turn(AGAIN)
            await trial.slack.world.until(
                lambda: "on track" in shown(trial, tapping) and "came by" in shown(trial, writing),
                patience=PATIENCE,
            )
            await trial.rest()
        assert await words_and_states(trial) == [("lead-0", "on_track"), ("lead-1", "on_track")]
        assert copies(trial) == [(1, 0), (1, 1)]
        assert await trial.verdict() == Verdict()
