"""Forms, notices and home tabs: taken by Slack, and what is filled in comes back as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.render.forms import form_view, notice_view
from adapters.slack.render.home import home_view
from adapters.slack.render.ids import read_values
from ci_bot.messages.blocks import Choice, Choices, Heading, Message, Paragraph
from ci_bot.messages.inline import Plain, Words
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import DayField, DeliveryKey, Form, Option, PickField, TextField
from tests.messages.injections import INJECTIONS
from tests.messages.strategies import messages, texts
from tests.support.slack.forms import state
from tests.support.slack.live_markup import live
from tests.support.slack.markup import unescape
from tests.support.slack.rendering import lines
from tests.support.slack.view_rules import view_problems

KEY = DeliveryKey("d" * 40)


def _pick(count: int, *, required: bool = True, value: str | None = None) -> PickField:
    options = tuple(Option(value=f"v{number}", label=f"o{number}") for number in range(count))
    return PickField(name="pick", label="Pick", options=options, value=value, required=required)


def _form(*fields: TextField | PickField | DayField) -> Form:
    return Form(id="answer:7", title="Add words", fields=fields, submit="Save")


FULL = _form(
    TextField(name="words", label="What happened?", value="so far", long=True, hint="A sentence"),
    TextField(name="name", label="Name", required=True, limit=80),
    _pick(3, value="v1"),
    DayField(name="day", label="Until", value="2026-11-30", required=False),
)


def test_a_form_is_a_window_with_what_is_known_filled_in() -> None:
    view = form_view(FULL)
    assert view_problems(view, ["modal"]) == []
    assert view["private_metadata"] == "answer:7"
    words, name, pick, day = (block["element"] for block in view["blocks"])
    assert (words["initial_value"], words["multiline"]) == ("so far", True)
    assert (name["max_length"], name["multiline"]) == (80, False)
    assert pick["type"] == "radio_buttons"
    assert pick["initial_option"] == pick["options"][1]
    assert day["initial_date"] == "2026-11-30"
    assert [block["optional"] for block in view["blocks"]] == [True, False, False, True]
    assert view["blocks"][0]["hint"]["text"] == "A sentence"


def test_what_is_filled_in_comes_back_by_name() -> None:
    blocks = form_view(FULL)["blocks"]
    entered = {"words": "a <b> & c\nd", "name": "n", "pick": "o2", "day": "2026-12-01"}
    values = read_values({"values": state(blocks, entered, strict=True)})
    assert values == entered | {"pick": "v2"}
    cleared = {"words": "", "name": "n", "day": None}
    values = read_values({"values": state(blocks, cleared, strict=True)})
    assert values == {"words": "", "name": "n", "pick": "v1", "day": ""}


@pytest.mark.parametrize("odd", [{}, {"values": None}, {"values": []}, {"values": {"a": 1}}])
def test_what_is_no_form_has_no_values(odd: dict[str, object]) -> None:
    assert read_values(odd) == {}


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (_pick(5), "radio_buttons"),
        (_pick(6), "static_select"),
        (_pick(3, required=False), "static_select"),
        (_pick(100), "static_select"),
        (_pick(101), "static_select"),
        (_pick(950, value="v949"), "static_select"),
    ],
)
def test_many_options_are_a_menu(field: PickField, kind: str) -> None:
    view = form_view(_form(field))
    assert view_problems(view, ["modal"]) == []
    assert view["blocks"][0]["element"]["type"] == kind
    assert ("initial_option" in view["blocks"][0]["element"]) == (field.value is not None)


@pytest.mark.parametrize("text", INJECTIONS, ids=range(len(INJECTIONS)))
def test_no_text_comes_alive_in_a_window_or_a_home_tab(text: str) -> None:
    form = Form(
        id="x",
        title=text,
        submit=text,
        fields=(
            TextField(name="words", label=text, value=text, hint=text),
            PickField(name="pick", label=text, options=(Option(value="1", label=text),)),
        ),
    )
    message = Message(
        (Heading((Words(text),)), Paragraph((Words(text),)), Choices((Choice("1", text),)))
    )
    for view in (form_view(form), notice_view(message), home_view(message, KEY)):
        assert view_problems(view, ["modal", "home"]) == []
        assert not live({"view": view})
        assert "mrkdwn" not in str(view)


@given(texts, st.booleans())
@settings(max_examples=100, deadline=None)
def test_words_to_change_stand_there_as_they_were(text: str, long: bool) -> None:
    field = TextField(name="words", label="Words", value=text, long=long)
    blocks = form_view(_form(field))["blocks"]
    values = read_values({"values": state(blocks, {}, strict=False)})
    assert values == {"words": clean(text)}


@given(messages)
@settings(max_examples=40, deadline=None)
def test_every_message_is_a_home_tab_and_a_notice(message: Message) -> None:
    assert view_problems(home_view(message, KEY), ["home"]) == []
    view = notice_view(message)
    assert view_problems(view, ["modal"]) == []
    assert not [block for block in view["blocks"] if block["type"] == "actions"]


def test_a_notice_is_titled_by_its_heading_and_says_its_choices_in_words() -> None:
    message = Message((Heading((Plain("Not yours & mine"),)), Choices((Choice("y", "yes"),))))
    view = notice_view(message)
    assert unescape(view["title"]["text"]) == "Not yours & mine"
    assert lines(view["blocks"]) == ["Not yours & mine", "y yes"]
    assert notice_view(Message(()))["title"]["text"] == "ci-bot"


def test_a_home_tab_of_too_much_ends_in_dots() -> None:
    view = home_view(Message((Paragraph((Plain("x"),)),) * 150), KEY)
    assert view_problems(view, ["home"]) == []
    assert len(view["blocks"]) == 100
    assert lines(view["blocks"])[-1] == "…"
