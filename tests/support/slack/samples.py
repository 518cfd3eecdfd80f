"""Recorded payloads of Slack, where they lie beside the project: their keys and types."""

import functools
import json
from collections.abc import Iterator
from typing import Any

from tests.support.slack.schema import FOLDER

SAMPLES = FOLDER / "samples"
# Known differences between the samples and today's Slack, and keys whose content is free.
NEWER = {"context_team_id", "context_enterprise_id", "user_team", "source_team"}
FREE = {"event_payload", "values", "blocks"}


def there() -> bool:
    return SAMPLES.is_dir()


@functools.cache
def sample(name: str) -> Any:
    """The sample of that name, such as `events/MessagePayload`."""
    return json.loads((SAMPLES / f"{name}.json").read_text())


def unknown(value: Any, known: Any, at: str = "") -> Iterator[str]:
    """Every key that the sample doesn't have, and every value of another type."""
    if known == {}:
        return
    if isinstance(value, dict) and isinstance(known, dict):
        for name, one in value.items():
            if name in known:
                if name not in FREE:
                    yield from unknown(one, known[name], f"{at}/{name}")
            elif name not in NEWER | FREE:
                yield f"{at}/{name} is in no sample"
    elif isinstance(value, list) and isinstance(known, list):
        for number, one in enumerate(value):
            yield from _like_any(one, known, f"{at}/{number}")
    elif value is not None and known is not None and _kind(value) != _kind(known):
        yield f"{at} is a {_kind(value)}, in the sample a {_kind(known)}"


def _like_any(value: Any, known: list[Any], at: str) -> Iterator[str]:
    """Like one of the sample's items; of the same `type` where they have one."""
    kind = value.get("type") if isinstance(value, dict) else None
    same = [one for one in known if isinstance(one, dict) and one.get("type") == kind]
    best: list[str] | None = None
    for one in same or known:
        found = list(unknown(value, one, at))
        if best is None or len(found) < len(best):
            best = found
    yield from best or ()


def _kind(value: Any) -> str:
    for kind in (bool, int, float):
        if isinstance(value, kind):
            return "truth" if kind is bool else "number"
    return type(value).__name__
