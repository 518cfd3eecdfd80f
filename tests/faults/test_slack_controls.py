"""Control runs: with a bug seeded into the whole bot, the same trouble is no longer survived."""

import pytest

from ci_bot.testing.exactly_once import Verdict
from tests.faults.conftest import OnSlack
from tests.faults.slack_story import ask, copies, meant, trouble

pytestmark = pytest.mark.timeout(600)


async def troubled(on_slack: OnSlack, bug: str = "") -> tuple[Verdict, bool]:
    """What came of it by the keys, and whether everybody reads what was meant."""
    async with on_slack(bug=bug) as trial:
        trouble(trial, seed=1)
        async with trial.living():
            await ask(trial)
            await trial.rest()
        return await trial.verdict(), copies(trial) == meant(trial)


async def test_the_sound_bot_survives_the_trouble(on_slack: OnSlack) -> None:
    assert await troubled(on_slack) == (Verdict(), True)


async def test_a_bot_that_does_not_look_before_it_sends_again_doubles(on_slack: OnSlack) -> None:
    verdict, as_meant = await troubled(on_slack, "blind")
    assert verdict.doubled
    assert not as_meant


async def test_with_the_retries_of_slacks_own_client_what_was_taken_is_doubled(
    on_slack: OnSlack,
) -> None:
    verdict, as_meant = await troubled(on_slack, "sdk")
    assert verdict.doubled
    assert not as_meant
