"""Forms as windows, and notices shown in a form's place."""

from typing import assert_never

from adapters.slack.render.blocks import readable
from adapters.slack.render.limits import (
    BUTTON,
    INPUT,
    LABEL,
    RADIOS,
    SELECT,
    TITLE,
    VIEW_BLOCKS,
    cut,
    size,
)
from adapters.slack.render.words import Json, capital, label, plain_text, shown
from ci_bot.messages.blocks import Heading, Message
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import DayField, DeliveryKey, Field, Form, Option, PickField, TextField

FORM = "form"
NOTICE = DeliveryKey("notice")
NAME = "ci-bot"
"""The title of a notice that has none."""


def notice_view(message: Message) -> Json:
    """A window to read, with nothing to fill in; its choices are words."""
    headings = (one.line for one in message.blocks if isinstance(one, Heading))
    title = next((told for line in headings if (told := shown(line, message.language))), NAME)
    return {
        "type": "modal",
        "title": label(title, message.language, TITLE),
        "blocks": readable(message, NOTICE)[:VIEW_BLOCKS],
    }


def form_view(form: Form) -> Json:
    """A window to fill in; what comes back is its id and the fields' values by name."""
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": form.id,
        "title": label(form.title, form.language, TITLE),
        "submit": label(form.submit, form.language, TITLE),
        "blocks": [_input(field, form.language) for field in form.fields],
    }


def _input(field: Field, language: str) -> Json:
    made: Json = {
        "type": "input",
        "block_id": field.name,
        "label": label(field.label, language, LABEL),
        "optional": not field.required,
        "element": _element(field, language) | {"action_id": field.name},
    }
    if isinstance(field, TextField) and field.hint:
        made["hint"] = label(field.hint, language, LABEL)
    return made


def _element(field: Field, language: str) -> Json:
    match field:
        case TextField(value=value, long=long, limit=limit):
            value = cut(clean(value), INPUT)
            element: Json = {
                "type": "plain_text_input",
                # A value of several lines would lose them.
                "multiline": long or "\n" in value,
                "max_length": min(INPUT, max(1, limit, size(value))),
            }
            return element | ({"initial_value": value} if value else {})
        case PickField():
            return _pick(field, language)
        case DayField(value=value):
            return {"type": "datepicker"} | ({"initial_date": value} if value else {})
        case _:
            assert_never(field)


def _pick(field: PickField, language: str) -> Json:
    options = [_option(option, language) for option in field.options]
    initial = next((one for one in options if one["value"] == field.value), None)
    few = len(options) <= RADIOS
    if len(options) <= SELECT:
        element: Json = {
            "type": "radio_buttons" if few and field.required else "static_select",
            "options": options,
        }
    else:
        element = {"type": "static_select", "option_groups": _groups(options)}
    return element | ({"initial_option": initial} if initial is not None else {})


def _groups(options: list[Json]) -> list[Json]:
    parts = ((at, options[at : at + SELECT]) for at in range(0, len(options), SELECT))
    return [
        {"label": plain_text(f"{at + 1} – {at + len(part)}", BUTTON), "options": part}
        for at, part in parts
    ]


def _option(option: Option, language: str) -> Json:
    return {"text": label(capital(option.label), language, BUTTON), "value": option.value}
