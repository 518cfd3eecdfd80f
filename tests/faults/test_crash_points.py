"""Killed at each named point, the bot loses nothing and doubles nothing, by Synapse's record."""

from collections.abc import Sequence

import pytest

from ci_bot.testing.exactly_once import Verdict
from tests.faults.conftest import TIMES, NewTrial
from tests.faults.trial import Trial

POINTS = (
    "claim-before-commit",
    "claim-after-commit",
    "digest-part-k-of-n",
    "before-socket-write",
    "response-read",
    "mark-sent-before-commit",
    "mark-sent-after-commit",
    "inbox-before-commit",
    "inbox-after-commit-before-ack",
    "after-ack",
    "inbox-process-mid",
)
SAMPLE = (
    "inbox-after-commit-before-ack",
    "claim-after-commit",
    "response-read",
    "inbox-process-mid",
    "mark-sent-before-commit",
)
SEARCHING_POINTS = ("reconcile-before-read", "reconcile-after-read")

# A process is started anew for each kill, on cores that are shared.
pytestmark = pytest.mark.timeout(900)


async def check_record(trial: Trial) -> None:
    await trial.finish()
    assert await trial.verdict() == Verdict()
    assert set(await trial.effects()) == {1}


@pytest.mark.parametrize(
    "points", [SAMPLE] if TIMES == 1 else [(point,) * TIMES for point in POINTS]
)
async def test_killed_at_one_point_after_the_other(
    new_trial: NewTrial, points: Sequence[str]
) -> None:
    trial = await new_trial()
    await trial.begin()
    for time, point in enumerate(points, start=1):
        await trial.commit(2)
        await trial.say(f"{time}")
        await trial.killed_at(point, 1 + time % 3)
    await check_record(trial)


async def test_killed_while_it_searches_for_what_it_may_have_sent(new_trial: NewTrial) -> None:
    trial = await new_trial()
    await trial.begin()
    trial.searching = True
    for time in range(TIMES):
        for point in SEARCHING_POINTS:
            await trial.commit(1)
            await trial.say(f"{time} {point}")
            await trial.killed_at("response-read")
            await trial.killed_at(point)
    await check_record(trial)
