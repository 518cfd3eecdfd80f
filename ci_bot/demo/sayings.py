"""What the people of the demo may say, from the file beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from ci_bot.domain.ids import ActivityId

FILE = Path(__file__).with_name("what-people-say.yaml")


@dataclass(frozen=True, kw_only=True, slots=True)
class Trouble:
    """An activity that goes badly: `mended` are the words as their author changes them later."""

    words: str
    mended: str
    need: str
    intro: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Sayings:
    """Everything to choose from, by activity; `earlier` and `beside` go with any of them."""

    before: Mapping[ActivityId, str]
    well: Mapping[ActivityId, tuple[str, ...]]
    trouble: Mapping[ActivityId, tuple[Trouble, ...]]
    earlier: tuple[str, ...]
    beside: tuple[str, ...]


def read_sayings() -> Sayings:
    """The file's content."""
    data = yaml.safe_load(FILE.read_text())
    activities = {ActivityId(name): said for name, said in data["activities"].items()}
    return Sayings(
        before={name: said["before"] for name, said in activities.items()},
        well={name: tuple(said["well"]) for name, said in activities.items()},
        trouble={
            name: tuple(Trouble(**one) for one in said["trouble"])
            for name, said in activities.items()
        },
        earlier=tuple(data["earlier"]),
        beside=tuple(data["beside"]),
    )
