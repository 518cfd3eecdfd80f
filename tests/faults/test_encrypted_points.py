"""Killed while keys are exchanged, the bot goes on hearing and being read."""

from pathlib import Path

import pytest

from ci_bot.testing.exactly_once import Verdict
from tests.faults.conftest import NewTrial
from tests.support.matrix_people import encrypting

# A process is started anew for each kill, on cores that are shared.
pytestmark = pytest.mark.timeout(900)


async def test_killed_while_keys_are_uploaded_and_shared_everything_is_read_once(
    new_trial: NewTrial, tmp_path: Path
) -> None:
    trial = await new_trial(1, encrypted=True)
    ((person, room),) = trial.people
    async with encrypting(person, tmp_path / "keys") as reader:
        await reader.sync()
        await trial.killed_at("key-upload")
        for point in ("session-share", "before-socket-write", "response-read"):
            await trial.commit(1)
            await trial.killed_at(point)
        await trial.finish()
        read = [
            event["content"]["body"]
            for event in await reader.events(room)
            if event["sender"] == trial.bot.user_id and event["type"] == "m.room.message"
        ]
    assert read == ["part 0", "part 1", "part 2"]
    assert await trial.verdict() == Verdict()
