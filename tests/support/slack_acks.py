"""How fast Slack's events are acknowledged by the bot as a process, and that each row was there."""

import asyncio
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.slack import Slack, SlackPerson, Team

SETTINGS = """
[slack]
bot_token_file = "bot"
app_token_file = "app"
api_url = "{url}"
"""


@dataclass(kw_only=True)
class Acks:
    """`seconds` from each event to its acknowledgement; `early`: those that came before the row."""

    slack: Slack
    team: Team
    people: list[SlackPerson]
    database: Path
    seconds: list[float] = field(default_factory=list)
    early: list[str] = field(default_factory=list)
    _sent: dict[str, float] = field(default_factory=dict)

    async def send(self, count: int, per_second: float) -> None:
        """Everybody writes in turn; returns when all is acknowledged."""
        install = next(one for one in self.slack.world.installs if one.team == self.team.id)
        rooms = [self.slack.direct(install, person) for person in self.people]
        loop, acknowledge = asyncio.get_running_loop(), self.slack.courier.acknowledge

        def acknowledged(envelope_id: str, answer: Mapping[str, Any] | None) -> None:
            envelope = self.slack.courier.open.get(envelope_id)
            if envelope is not None:
                self._look(str(envelope.payload["event_id"]), envelope.payload["event"]["text"])
            acknowledge(envelope_id, answer)
            self.slack.world.changed()

        self.slack.courier.acknowledge = acknowledged  # type: ignore[method-assign]
        self.seconds.clear()
        began = loop.time()
        for number in range(count):
            await asyncio.sleep(max(0.0, began + number / per_second - loop.time()))
            text, place = f"event {len(self._sent)}", number % len(rooms)
            self._sent[text] = loop.time()
            await self.people[place].write(rooms[place], text)
        await self.slack.world.until(lambda: len(self.seconds) >= count, patience=90)

    def _look(self, event: str, text: str) -> None:
        self.seconds.append(asyncio.get_running_loop().time() - self._sent[text])
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as rows:
            asked = "SELECT count(*) FROM arrivals WHERE key = ?"
            if rows.execute(asked, (f"slack:{event}",)).fetchone() != (1,):
                self.early.append(text)


def prepared(slack: Slack, folder: Path, *, people: int) -> Acks:
    """A workspace of so many, and the settings of a bot for it."""
    team, app = slack.team("Lakeland"), slack.app()
    install = slack.install(app, team)
    for name, secret in (("bot", install.token), ("app", app.token)):
        (folder / name).write_text(secret)
        (folder / name).chmod(0o600)
    (folder / "ci-bot.toml").write_text(SETTINGS.format(url=slack.base_url))
    crowd = [slack.person(f"person-{number}", team) for number in range(people)]
    return Acks(slack=slack, team=team, people=crowd, database=folder / "ci-bot.db")
