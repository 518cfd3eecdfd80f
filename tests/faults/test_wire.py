"""Killed while a request is on the wire, before or after the homeserver took it."""

import pytest

from ci_bot.testing.exactly_once import Verdict
from tests.faults.conftest import TIMES, NewTrial
from tests.faults.trial import ended
from tests.support.proxy import fault_proxy
from tests.support.synapse import Synapse

# A process is started anew for each kill, on cores that are shared.
pytestmark = pytest.mark.timeout(900)

SAMPLE = [("asked", True), ("answered", False)]
ALL = [*SAMPLE, ("asked", False), ("answered", True)]


@pytest.mark.parametrize(("moment", "searching"), SAMPLE if TIMES == 1 else ALL)
async def test_killed_with_a_request_on_the_wire_nothing_is_lost_or_doubled(
    new_trial: NewTrial, synapse: Synapse, moment: str, *, searching: bool
) -> None:
    trial = await new_trial()
    await trial.begin()
    trial.searching = searching
    async with fault_proxy(synapse.url) as proxy:
        trial.url = proxy.url
        await trial.commit(3)
        process = await trial.start()
        sends = 0

        async def watch(what: str, path: str) -> None:
            nonlocal sends
            if what == moment and "/send/m.room.message/" in path:
                sends += 1
                if sends == 4:
                    # What was asked before goes on to the homeserver, which takes it late.
                    process.kill()
                    await process.wait()

        proxy.watch = watch
        await ended(process)
        proxy.watch = None
        assert sends >= 4
        await trial.finish()
    assert await trial.verdict() == Verdict()
