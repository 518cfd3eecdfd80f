"""The stand-in refuses blocks over Slack's limits, and says which and where."""

from typing import Any

import pytest

from tests.support.slack import schema
from tests.support.slack.block_rules import check_blocks
from tests.support.slack.view_rules import view_problems

Json = dict[str, Any]


def plain(text: str = "x") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> Json:
    return {"type": "mrkdwn", "text": text}


def button(text: str = "x", **more: Any) -> Json:
    return {"type": "button", "text": plain(text), **more}


def option(text: str = "x", value: str = "v") -> Json:
    return {"text": plain(text), "value": value}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def section(**fields: Any) -> Json:
    return {"type": "section", **fields}


def menu(count: int, kind: str = "static_select") -> Json:
    return {"type": kind, "options": [option(value=str(number)) for number in range(count)]}


def rich(*elements: Json, kind: str = "rich_text_section", **more: Any) -> Json:
    part = {"type": kind, "elements": list(elements), **more}
    return {"type": "rich_text", "elements": [part]}


def entry(**element: Any) -> Json:
    return {"type": "input", "label": plain(), "element": element}


GOOD: list[list[Json]] = [
    [],
    [section(text=mrkdwn("x" * 3_000))],
    [section(fields=[mrkdwn("x" * 2_000)] * 10)],
    [section(text=plain(), accessory=menu(5, "overflow"))],
    [{"type": "header", "text": plain("x" * 150)}],
    [actions(*[button("x" * 75, value="v" * 2_000, style="primary")] * 25)],
    [actions(menu(100))],
    [{"type": "context", "elements": [mrkdwn()] * 10}],
    [{"type": "divider", "block_id": "b" * 255}] + [{"type": "divider"}] * 49,
    [rich({"type": "text", "text": "x", "style": {"bold": True}})],
    [{"type": "image", "image_url": "https://a.example/a.png", "alt_text": "x" * 2_000}],
    [{"type": "markdown", "text": "x" * 12_000}],
    [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 20] * 100}],
    [entry(type="plain_text_input", max_length=3_000, initial_value="x" * 3_000, multiline=True)],
    [entry(type="datepicker", initial_date="2026-11-22")],
]

BAD: list[tuple[list[Json], str]] = [
    ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ([{"type": "no"}], "unsupported type: no [json-pointer:/blocks/0/type]"),
    ([section()], "text or fields"),
    ([section(text=mrkdwn("x" * 3_001))], "must be less than 3001 characters"),
    ([section(text=mrkdwn(""))], "must be more than 0 characters"),
    ([section(text=mrkdwn() | {"emoji": True})], "invalid additional property: emoji"),
    ([section(text=plain(), colour="red")], "invalid additional property: colour"),
    ([section(fields=[mrkdwn()] * 11)], "no more than 10 items"),
    ([section(fields=[mrkdwn("x" * 2_001)])], "must be less than 2001"),
    ([section(fields=[])], "no fewer than 1 items"),
    ([{"type": "header", "text": plain("x" * 151)}], "must be less than 151"),
    ([{"type": "header", "text": mrkdwn()}], "must be a plain_text object"),
    ([actions(*[button()] * 26)], "no more than 25 items"),
    ([actions()], "no fewer than 1 items"),
    ([actions(button("x" * 76))], "must be less than 76"),
    ([actions(button(value="v" * 2_001))], "must be less than 2001"),
    ([actions(button(value=""))], "must be more than 0"),
    ([actions(button(style="green"))], "must be one of primary, danger"),
    ([actions(button(action_id="a" * 256))], "must be less than 256"),
    ([actions(button(action_id="a"), button(action_id="a"))], "action_id already exists: a"),
    ([actions({"type": "plain_text_input"})], "unsupported type: plain_text_input"),
    ([actions(menu(6, "overflow"))], "no more than 5 items"),
    ([actions(menu(101))], "no more than 100 items"),
    ([actions(menu(11, "radio_buttons"))], "no more than 10 items"),
    ([actions(menu(1) | {"initial_option": option("y", "y")})], "must be among the options"),
    ([actions(menu(1) | {"placeholder": plain("x" * 151)})], "must be less than 151"),
    ([actions({"type": "overflow", "options": [option("x" * 76)]})], "must be less than 76"),
    ([actions({"type": "overflow", "options": [option(value="v" * 151)]})], "less than 151"),
    ([actions({"type": "overflow", "options": [option()] * 2})], "option values must be unique"),
    ([{"type": "context", "elements": [mrkdwn()] * 11}], "no more than 10 items"),
    ([{"type": "divider", "block_id": "b" * 256}], "must be less than 256"),
    ([{"type": "divider", "block_id": "b"}] * 2, "block_id already exists: b"),
    ([rich({"type": "mention", "text": "x"})], "unsupported type: mention"),
    ([rich({"type": "text", "text": ""})], "must be more than 0"),
    ([rich({"type": "text", "text": "x", "style": {"red": True}})], "property: red"),
    ([rich(kind="rich_text_list", style="stars")], "must be one of bullet, ordered"),
    ([{"type": "image", "image_url": "https://a.example"}], "missing required field: alt_text"),
    ([{"type": "image", "alt_text": "x"}], "needs either image_url or slack_file"),
    ([{"type": "markdown", "text": "x" * 6_001}] * 2, "markdown must be less than 12001"),
    ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2, "only_one_table"),
    ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}], "no more than 20"),
    ([entry(type="button", text=plain())], "unsupported type: button"),
    ([entry(type="plain_text_input", max_length=3_001)], "must be between 1 and 3000"),
    ([entry(type="plain_text_input", max_length=2, initial_value="xxx")], "less than 3"),
    ([entry(type="datepicker", initial_date="22.11.2026")], "must be a date"),
]


@pytest.mark.parametrize("blocks", GOOD)
def test_what_is_just_within_the_limits_is_fine(blocks: list[Json]) -> None:
    assert check_blocks(blocks, "message") == []


@pytest.mark.parametrize(("blocks", "says"), BAD)
def test_what_is_over_a_limit_is_named(blocks: list[Json], says: str) -> None:
    found = check_blocks(blocks, "message")
    assert any(says in one for one in found), found


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(), "blocks": list(blocks), **more}


@pytest.mark.parametrize(
    ("view", "says"),
    [
        (modal(title=plain("x" * 25)), "must be less than 25"),
        (modal(entry(type="datepicker")), "missing required field: submit"),
        (modal(private_metadata="x" * 3_001), "must be less than 3001"),
        (modal(callback_id="x" * 256), "must be less than 256"),
        (modal({"type": "markdown", "text": "x"}), "unsupported type: markdown"),
        (modal(*[{"type": "divider"}] * 101), "no more than 100 items"),
        (modal(colour="red"), "invalid additional property: colour"),
        ({"type": "home", "blocks": [], "title": plain()}, "invalid additional property: title"),
        ({"type": "home", "blocks": [{"type": "table", "rows": []}]}, "unsupported type: table"),
        ({"type": "home"}, "missing required field: blocks"),
        ({"type": "workflow_step", "blocks": []}, "unsupported type: workflow_step"),
    ],
)
def test_a_view_has_rules_of_its_own(view: Json, says: str) -> None:
    found = view_problems(view, ["modal", "home"])
    assert any(says in one for one in found), found


def test_modals_and_homes_take_a_hundred_blocks() -> None:
    blocks = [{"type": "divider"}] * 100
    assert view_problems(modal(*blocks), ["modal"]) == []
    assert view_problems({"type": "home", "blocks": blocks}, ["home"]) == []


@pytest.mark.parametrize("blocks", GOOD)
def test_what_the_limits_allow_has_the_published_shape(blocks: list[Json]) -> None:
    if not schema.there():
        pytest.skip("the published shapes of Slack's payloads aren't beside the project")
    assert schema.blocks(blocks) == []


def test_a_wrong_shape_is_found_by_the_published_one() -> None:
    if not schema.there():
        pytest.skip("the published shapes of Slack's payloads aren't beside the project")
    wrong = [{"type": "section", "text": {"type": "mrkdwn", "text": 5}}]
    assert "json-pointer:/blocks/0/text" in schema.blocks(wrong)[0]
    assert schema.arguments("chat.postMessage", {"channel": "C1", "text": "x", "colour": "red"})
    assert schema.arguments("chat.update", {"channel": "C1", "text": "x"})
    assert schema.view({"type": "modal", "blocks": []})
