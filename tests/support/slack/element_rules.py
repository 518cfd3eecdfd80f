"""The rules of interactive elements: their fields and limits, and where each may stand."""

import re
from collections.abc import Callable
from typing import Any

from tests.support.slack.problems import ID_MOST, Problems

Rule = Callable[[Problems, str, dict[str, Any]], None]

SELECTS = (
    "static_select",
    "multi_static_select",
    "users_select",
    "conversations_select",
    "channels_select",
)
IN_ACTIONS = {"button", "overflow", "datepicker", "timepicker", "checkboxes", "radio_buttons"}
IN_SECTION = {*IN_ACTIONS, *SELECTS, "image"}
IN_INPUT = {
    *SELECTS,
    "plain_text_input",
    "datepicker",
    "timepicker",
    "checkboxes",
    "radio_buttons",
    "email_text_input",
    "number_input",
    "url_text_input",
}
IN_ACTIONS |= set(SELECTS)
ACTION = "action_id confirm focus_on_load"
DAY = re.compile(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")


def check_element(found: Problems, at: str, element: Any, allowed: set[str]) -> None:
    """An element of one of these types."""
    if not isinstance(element, dict):
        found.add(at, "must be an object")
        return
    kind = element.get("type")
    if kind not in allowed or kind not in RULES:
        found.add(f"{at}/type", f"unsupported type: {kind}")
        return
    found.optional(at, element, "action_id", ID_MOST)
    if "placeholder" in element:
        found.text(f"{at}/placeholder", element["placeholder"], 150, plain=True)
    if "confirm" in element:
        _confirm(found, f"{at}/confirm", element["confirm"])
    RULES[kind](found, at, element)


def _confirm(found: Problems, at: str, confirm: Any) -> None:
    if not isinstance(confirm, dict):
        found.add(at, "must be an object")
        return
    found.keys(at, confirm, "title text confirm deny style", "title text confirm deny")
    for name, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        found.text(f"{at}/{name}", confirm.get(name), most, plain=name != "text")


def _button(found: Problems, at: str, element: dict[str, Any]) -> None:
    known = f"{ACTION} text value url style accessibility_label"
    found.keys(at, element, known, "text")
    found.text(f"{at}/text", element.get("text"), 75, plain=True)
    found.optional(at, element, "value", 2_000)
    found.optional(at, element, "url", 3_000)
    found.optional(at, element, "accessibility_label", 75)
    if "style" in element:
        found.choice(f"{at}/style", element["style"], "primary", "danger")


def _options(found: Problems, at: str, value: Any, most: int) -> list[Any]:
    options = found.items(at, value, most)
    for number, option in enumerate(options):
        here = f"{at}/{number}"
        if not isinstance(option, dict):
            found.add(here, "must be an object")
            continue
        found.keys(here, option, "text value description url", "text value")
        found.text(f"{here}/text", option.get("text"), 75)
        found.length(f"{here}/value", option.get("value", ""), 150)
        if "description" in option:
            found.text(f"{here}/description", option["description"], 75)
    values = [one.get("value") for one in options if isinstance(one, dict)]
    if len(set(values)) < len(values):
        found.add(at, "option values must be unique")
    return options


def _overflow(found: Problems, at: str, element: dict[str, Any]) -> None:
    found.keys(at, element, f"{ACTION} options", "options")
    for number, option in enumerate(_options(found, f"{at}/options", element.get("options"), 5)):
        if isinstance(option, dict):
            found.text(f"{at}/options/{number}/text", option.get("text"), 75, plain=True)


def _static_select(found: Problems, at: str, element: dict[str, Any]) -> None:
    many = element["type"].startswith("multi_")
    initial = "initial_options" if many else "initial_option"
    more = "max_selected_items" if many else ""
    known = f"{ACTION} placeholder options option_groups {initial} {more}"
    found.keys(at, element, known)
    options: list[Any] = []
    if "option_groups" in element:
        groups = found.items(f"{at}/option_groups", element["option_groups"], 100)
        for number, group in enumerate(groups):
            here = f"{at}/option_groups/{number}"
            found.text(f"{here}/label", group.get("label"), 75, plain=True)
            options += _options(found, f"{here}/options", group.get("options"), 100)
    else:
        options = _options(found, f"{at}/options", element.get("options"), 100)
    if ("options" in element) == ("option_groups" in element):
        found.add(at, "needs either options or option_groups")
    _initial(found, f"{at}/{initial}", element.get(initial), options)


def _initial(found: Problems, at: str, initial: Any, options: list[Any]) -> None:
    if initial is None:
        return
    for one in initial if isinstance(initial, list) else [initial]:
        if one not in options:
            found.add(at, "must be among the options")


def _others_select(found: Problems, at: str, element: dict[str, Any]) -> None:
    kind = element["type"].removesuffix("s_select")
    found.keys(at, element, f"{ACTION} placeholder initial_{kind} filter response_url_enabled")


def _checked(found: Problems, at: str, element: dict[str, Any]) -> None:
    initial = "initial_options" if element["type"] == "checkboxes" else "initial_option"
    found.keys(at, element, f"{ACTION} options {initial}", "options")
    options = _options(found, f"{at}/options", element.get("options"), 10)
    _initial(found, f"{at}/{initial}", element.get(initial), options)


def _picker(found: Problems, at: str, element: dict[str, Any]) -> None:
    what = element["type"].removesuffix("picker")
    found.keys(at, element, f"{ACTION} placeholder initial_{what} timezone")
    if "initial_date" in element and not DAY.match(str(element["initial_date"])):
        found.add(f"{at}/initial_date", "must be a date such as 2026-11-22")


def _text_input(found: Problems, at: str, element: dict[str, Any]) -> None:
    known = f"{ACTION} placeholder initial_value dispatch_action_config"
    if element["type"] == "plain_text_input":
        known += " multiline min_length max_length"
    if element["type"] == "number_input":
        known += " is_decimal_allowed min_value max_value"
    found.keys(at, element, known)
    most = element.get("max_length", 3_000)
    if not isinstance(most, int) or not 1 <= most <= 3_000:
        found.add(f"{at}/max_length", "must be between 1 and 3000")
        return
    if "initial_value" in element:
        found.length(f"{at}/initial_value", element["initial_value"], most, least=0)


def _image(found: Problems, at: str, element: dict[str, Any]) -> None:
    found.keys(at, element, "image_url slack_file alt_text", "alt_text")
    found.length(f"{at}/alt_text", element.get("alt_text", ""), 2_000)
    if ("image_url" in element) == ("slack_file" in element):
        found.add(at, "needs either image_url or slack_file")


RULES: dict[str, Rule] = {
    "button": _button,
    "overflow": _overflow,
    "static_select": _static_select,
    "multi_static_select": _static_select,
    "users_select": _others_select,
    "conversations_select": _others_select,
    "channels_select": _others_select,
    "checkboxes": _checked,
    "radio_buttons": _checked,
    "datepicker": _picker,
    "timepicker": _picker,
    "plain_text_input": _text_input,
    "email_text_input": _text_input,
    "url_text_input": _text_input,
    "number_input": _text_input,
    "image": _image,
}
