"""A round that is played once for all tests of it."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.console.plugin import plugin
from adapters.console.settings import ConsoleSettings
from ci_bot.demo.transcript import play


@dataclass(frozen=True)
class Played:
    """What was printed, and the database that it left."""

    text: str
    url: str

    @property
    def digest(self) -> str:
        """What the channel got."""
        return self.text[self.text.index("The digest in #") :]


def played(folder: Path, seed: int) -> Played:
    url = f"sqlite+aiosqlite:///{folder / 'ci-bot.db'}"
    text = asyncio.run(
        play(lambda vault: plugin.open(ConsoleSettings(), vault, folder), url=url, seed=seed)
    )
    return Played(text, url)


@pytest.fixture(scope="session")
def first_seed(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return played(tmp_path_factory.mktemp("seed-1"), 1)


@pytest.fixture(scope="session")
def second_seed(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return played(tmp_path_factory.mktemp("seed-2"), 2)
