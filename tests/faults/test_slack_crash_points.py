"""Killed at each point while 30 people are asked over two workspaces that fail in every way."""

from collections.abc import Sequence

import pytest

from ci_bot.testing.exactly_once import Verdict
from tests.faults.conftest import TIMES, OnSlack
from tests.faults.slack_story import copies, meant, tell, trouble
from tests.faults.slack_trial import Death, SlackTrial

# Reached on the way from "checkin open" to the digest. Of the others boot-after-config,
# migrate-step and key-rotation-mid are the command line's, key-upload and session-share are
# Matrix's; between a request and its answer the bot is killed on the wire.
OFTEN = (
    "inbox-before-commit",
    "inbox-after-commit-before-ack",
    "after-ack",
    "inbox-process-mid",
    "claim-before-commit",
    "claim-after-commit",
    "before-socket-write",
    "response-read",
    "mark-sent-before-commit",
    "mark-sent-after-commit",
)
ONCE = (
    "tick-start",
    "plan-before-commit",
    "plan-after-commit",
    "reconcile-before-read",
    "reconcile-after-read",
    "digest-build-mid",
    "digest-part-k-of-n",
)
DEATHS = {point: [(point, 1 + 2 * n % 5) for n in range(TIMES)] for point in OFTEN} | {
    point: [(point, 1)] * TIMES for point in ONCE
}
FIRST = [deaths[0] for deaths in DEATHS.values()]
SAMPLE = [
    ("inbox-after-commit-before-ack", 1),
    ("response-read", 7),
    ("reconcile-after-read", 2),
    ("mark-sent-before-commit", 5),
    ("digest-part-k-of-n", 2),
]
ANSWERS = 8

pytestmark = pytest.mark.timeout(900)


async def check_each_once(trial: SlackTrial, deaths: Sequence[Death], seed: int) -> None:
    """Nothing is lost and nothing doubled, by key and by what everybody reads."""
    trouble(trial, seed)
    async with trial.living(*deaths):
        await tell(trial, answers=ANSWERS)
        await trial.all_died(deaths)
        await trial.rest()
    assert await trial.verdict() == Verdict()
    assert copies(trial) == meant(trial, answers=ANSWERS)
    trial.slack.assert_clean()


@pytest.mark.parametrize(
    "deaths",
    [SAMPLE] if TIMES == 1 else list(DEATHS.values()),
    ids=["sample"] if TIMES == 1 else list(DEATHS),
)
async def test_killed_at_each_point_everybody_is_asked_and_answered_once(
    on_slack: OnSlack, deaths: Sequence[Death]
) -> None:
    async with on_slack() as trial:
        await check_each_once(trial, deaths, seed=len(deaths[0][0]))


@pytest.mark.parametrize(
    "deaths",
    [SAMPLE[1:3]] if TIMES == 1 else [FIRST[n : n + 4] for n in range(0, len(FIRST), 4)],
)
async def test_on_postgresql_too(
    on_slack: OnSlack, postgres_url: str, deaths: Sequence[Death]
) -> None:
    async with on_slack(database=postgres_url) as trial:
        await check_each_once(trial, deaths, seed=2)
