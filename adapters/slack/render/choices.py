"""Choices as buttons, and those aside in a menu behind them."""

from collections.abc import Sequence
from typing import TypeVar

from adapters.slack.render.ids import FORM, MORE, PICK
from adapters.slack.render.limits import (
    ACTIONS,
    BUTTON,
    BUTTON_VALUE,
    HEARD,
    OPTION_VALUE,
    OVERFLOW,
    size,
)
from adapters.slack.render.words import Json, capital, label
from ci_bot.messages.blocks import Choice, Choices
from ci_bot.messages.inline import Words
from ci_bot.messages.legend import meaning
from ci_bot.messages.literal import literal
from ci_bot.messages.shorten import shorten
from ci_bot.ports.chat import TooLong

_T = TypeVar("_T")


def rows(choices: Choices, language: str) -> list[list[Json]]:
    """The elements of one or more blocks of actions: buttons, then the menu."""
    options = list(enumerate(choices.options))
    aside = [one for one in options if one[1].aside and size(_value(*one)) <= OPTION_VALUE]
    if len(aside) < 2:  # a menu of one is more work than a button
        aside = []
    buttons = [_button(*one, language) for one in options if one not in aside]
    menus = [
        {
            "type": "overflow",
            "action_id": f"{MORE}:{number}",
            "options": [_entry(*one, language) for one in some],
        }
        for number, some in enumerate(_batches(aside, OVERFLOW))
    ]
    return [list(row) for row in _batches([*buttons, *menus], ACTIONS)]


def is_cut(choice: Choice, language: str) -> bool:
    """Whether a button can't show the whole of it."""
    words = meaning(choice)
    return label(words, language, BUTTON) != label(words, language, size(words) * 5 + BUTTON)


def _button(number: int, choice: Choice, language: str) -> Json:
    button: Json = {
        "type": "button",
        "action_id": f"{PICK if choice.opens is None else FORM}:{number}",
        "text": label(capital(meaning(choice)), language, BUTTON),
    }
    if choice.opens is not None:
        if size(choice.opens) > BUTTON_VALUE:
            raise TooLong("a form's id is longer than a button's value")
        button["value"] = choice.opens
    heard, _ = shorten(literal(Words(choice.heard or ""), language), HEARD)
    if heard:
        button["accessibility_label"] = heard
    if choice.strong:
        button["style"] = "primary"
    return button


def _entry(number: int, choice: Choice, language: str) -> Json:
    return {
        "text": label(capital(meaning(choice)), language, BUTTON),
        "value": _value(number, choice),
    }


def _value(number: int, choice: Choice) -> str:
    return f"{PICK}:{number}" if choice.opens is None else f"{FORM}:{number}:{choice.opens}"


def _batches(things: Sequence[_T], most: int) -> list[Sequence[_T]]:
    return [things[at : at + most] for at in range(0, len(things), most)]
