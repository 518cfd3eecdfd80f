"""A real coalition, where its data is at hand; tests that need it skip aloud where it isn't."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from ci_bot.coalition_file import describe, read_coalition_file
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.status import Status, Visibility

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "cee-hub"


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One line of the eight weeks: what somebody told about an activity, and in which hat.

    `status` None: they may not say how it stands. `replaces`: the line it corrects.
    """

    id: str
    week: str
    at: datetime
    person: str
    hat: str
    activity: str
    status: Status | None
    text: str
    visibility: Visibility
    ask: str | None
    offer: str | None
    lesson: str | None
    no_change: bool
    contribution: bool
    late: bool
    replaces: str | None

    @property
    def number(self) -> int:
        """Its place among all lines."""
        return int(self.id[1:])

    @property
    def words(self) -> str:
        """What has to be read of it; a bare "no change" has none."""
        if not self.no_change:
            return self.text
        return self.text.partition(", ")[2]


def cee_hub() -> Coalition:
    """The coalition of the file; skips the test that asks for it where there is no such file."""
    return describe(read_coalition_file(_beside("coalition.yaml")), None)


def eight_weeks() -> tuple[Told, ...]:
    """Everything its people told, in the order told; skips where there is no such file."""
    lines = _beside("updates.jsonl").read_text(encoding="utf-8").splitlines()
    told = [_told(json.loads(line)) for line in lines]
    return tuple(sorted(told, key=lambda one: one.at))


def _beside(name: str) -> Path:
    file = FOLDER / name
    if not file.exists():
        pytest.skip("the data of a real coalition (cee-hub) isn't beside the project")
    return file


def _told(line: dict[str, Any]) -> Told:
    plain = {key: line[key] for key in ("id", "week", "person", "hat", "activity", "text")}
    return Told(
        **plain,
        at=datetime.fromisoformat(line["at"]),
        status=None if line["status"] is None else Status(line["status"]),
        visibility=Visibility(line["visibility"]),
        ask=_wish(line.get("ask")),
        offer=_wish(line.get("offer")),
        lesson=line.get("lesson"),
        no_change=bool(line.get("no_change")),
        contribution=bool(line.get("contribution")),
        late=bool(line.get("late")),
        replaces=line.get("replaces"),
    )


def _wish(wish: dict[str, str] | None) -> str | None:
    """As people type it, with its day in words."""
    if wish is None:
        return None
    if "by" not in wish:
        return wish["text"]
    day = date.fromisoformat(wish["by"])
    return f"{wish['text']}, by {day.day} {day:%B}"
