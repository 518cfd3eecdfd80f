"""Killed while a post is on its way to Slack: before Slack takes it, and before it answers."""

import signal

import pytest

from ci_bot.testing.exactly_once import Verdict
from tests.faults.conftest import TIMES, OnSlack
from tests.faults.slack_process import ended
from tests.faults.slack_story import asked, copies, leads, meant
from tests.support.crowd import HOST

pytestmark = pytest.mark.timeout(600)

FOR_EVER = 600.0


@pytest.mark.parametrize("taken", [False] if TIMES == 1 else [False, True])
async def test_killed_with_a_card_on_the_wire_everybody_has_one(
    on_slack: OnSlack, *, taken: bool
) -> None:
    async with on_slack(6) as trial:
        where = leads(trial)[3][1].room.rpartition("/")[2]
        faults, post = trial.slack.faults, "chat.postMessage"
        gate = None
        if taken:
            faults.slow(post, FOR_EVER, channel=where)
        else:
            gate = faults.hold(post, channel=where)
        met = faults.coming[-1].met
        bot = trial.start()
        await trial.slack.sockets.connected()
        host = trial.partners[HOST]
        await host.chat.write(host.room, "checkin open")
        await met.wait()
        bot.kill()
        assert await ended(bot) == -signal.SIGKILL
        if gate is not None:
            # What was written to the connection is taken, although nobody waits for the answer.
            gate.set()
        async with trial.living():
            await asked(trial)
            await trial.rest()
        assert await trial.verdict() == Verdict()
        assert copies(trial) == meant(trial)
