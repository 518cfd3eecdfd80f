"""The ids that come back with a tap or a form: positions and opaque names, nothing to trust."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ci_bot.ports.chat import DeliveryKey

PICK, FORM, MORE = "pick", "form", "more"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tap:
    """Which choice was tapped; `form`: the id of the form that it opens instead of answering."""

    delivery: DeliveryKey
    block: int
    option: int
    form: str | None = None


def block_id(key: DeliveryKey, number: int, *, choices: int | None = None) -> str:
    """The id of a message's block; `choices`: of which of its choices, from 0."""
    return f"{key}:{number}" if choices is None else f"{key}:{number}:{choices}"


def is_keyed(id: str, key: DeliveryKey) -> bool:
    """Whether it is a block of the message that was sent under that key."""
    return id.partition(":")[0] == key


def read_tap(action: Mapping[str, Any]) -> Tap | None:
    """What a `block_actions` payload's action means; None for anything that isn't ours."""
    key, _, place = str(action.get("block_id", "")).partition(":")
    number, _, choices = place.partition(":")
    chosen = action.get("selected_option")
    name = chosen.get("value") if isinstance(chosen, Mapping) else action.get("action_id")
    kind, _, rest = str(name or "").partition(":")
    option, _, form = rest.partition(":")
    numbers = (number, choices, option)
    if kind not in {PICK, FORM} or not key or not all(_is_number(one) for one in numbers):
        return None
    opened = (form or str(action.get("value", ""))) if kind == FORM else None
    return Tap(delivery=DeliveryKey(key), block=int(choices), option=int(option), form=opened)


def read_values(state: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by the fields' names; from a submitted view's `state`."""
    fields = state.get("values")
    found = {}
    for name, actions in (fields if isinstance(fields, Mapping) else {}).items():
        told = actions.get(name) if isinstance(actions, Mapping) else None
        if isinstance(told, Mapping):
            found[str(name)] = _value(told)
    return found


def _value(told: Mapping[str, Any]) -> str:
    chosen = told.get("selected_option")
    if isinstance(chosen, Mapping):
        return str(chosen.get("value") or "")
    return str(told.get("value") or told.get("selected_date") or "")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9
