"""Killed at every point while 30 prompts go out over a bad Slack, each person has exactly one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from ci_bot.store import upgrade
from ci_bot.testing.exactly_once import Verdict
from tests.faults.slack_trial import SlackTrial
from tests.support.slack import slack_stand_in

# Each with the time at which it is reached, so that there is always something left to send.
POINTS = (
    ("claim-before-commit", 1),
    ("claim-after-commit", 1),
    ("before-socket-write", 3),
    ("response-read", 2),
    ("mark-sent-before-commit", 2),
    ("mark-sent-after-commit", 2),
    ("reconcile-before-read", 1),
    ("reconcile-after-read", 1),
)
pytestmark = pytest.mark.timeout(600)


@asynccontextmanager
async def _trial(folder: Path, *, blind: bool = False) -> AsyncIterator[SlackTrial]:
    async with slack_stand_in() as slack:
        team, app = slack.team(), slack.app()
        install = slack.install(app, team)
        people = [slack.person(f"p{number}", team) for number in range(30)]
        trial = SlackTrial(
            folder=folder, slack=slack, app=app, install=install, people=people, blind=blind
        )
        await upgrade(trial.database)
        landing = asyncio.create_task(trial.land())
        try:
            yield trial
        finally:
            landing.cancel()
            with suppress(asyncio.CancelledError):
                await landing


def _spoil(trial: SlackTrial) -> None:
    """Of the next posts, most go wrong in one way or the other."""
    faults, post = trial.slack.faults, "chat.postMessage"
    for _ in range(3):
        faults.limit(post, retry_after=1, times=2)
        faults.lose_answer(post, times=2)
        faults.take_late(post, times=2)
        faults.lose_call(post)
        faults.status(post, 502, taken=True)
        faults.status(post, 503)
        faults.error(post, "internal_error", taken=True)
        faults.error(post, "fatal_error")
    faults.limit("conversations.open", retry_after=1)
    faults.status("conversations.history", 500)
    faults.limit("conversations.history", retry_after=1)


async def test_killed_while_30_prompts_go_out_everybody_has_exactly_one(tmp_path: Path) -> None:
    async with _trial(tmp_path) as trial:
        await trial.commit()
        _spoil(trial)
        for point, time in POINTS:
            await trial.killed_at(point, time)
        await trial.finish()
        assert await trial.verdict() == Verdict()
        trial.slack.assert_clean()
        assert not trial.slack.faults.coming


async def test_without_looking_first_the_same_bad_slack_has_doubles(tmp_path: Path) -> None:
    async with _trial(tmp_path, blind=True) as trial:
        await trial.commit()
        _spoil(trial)
        await trial.finish()
        verdict = await trial.verdict()
        assert verdict.doubled
        assert verdict.lost == ()
