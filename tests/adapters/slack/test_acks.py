"""The bot as a process acknowledges what is in its database, never anything else."""

from pathlib import Path

from tests.cli.running_bot import running
from tests.support.slack import slack_stand_in
from tests.support.slack_acks import prepared


async def test_each_acknowledgement_comes_after_the_durable_row(tmp_path: Path) -> None:
    async with slack_stand_in() as slack:
        acks = prepared(slack, tmp_path, people=4)
        async with running(tmp_path) as bot:
            await slack.sockets.connected(2)
            await acks.send(40, per_second=200)
            assert await bot.end() == 0
        assert acks.early == []
        assert slack.courier.lost == []
