"""What a platform with buttons promises about taps, forms and the home tab."""

from collections.abc import Callable, Sequence
from typing import cast

import pytest

from ci_bot.messages.blocks import Choice, Choices, Message, Paragraph
from ci_bot.messages.forms import Form, Option, PickField, TextField
from ci_bot.messages.inline import Plain
from ci_bot.ports.chat import HomeOpened, Pressed, Submitted
from ci_bot.testing.contracts.actor import ChatPlace, Seen, TapActor
from ci_bot.testing.contracts.chat_base import ChatPromises, direct, has, new_key, says
from ci_bot.testing.recording_inlet import RecordingInlet

QUESTION = "How does it stand?"
FORM = Form(
    id="answer:1",
    title="Add words",
    fields=(
        TextField(name="words", label="What happened?", long=True),
        PickField(
            name="status",
            label="Status",
            options=(Option(value="on_track", label="on track"), Option(value="x", label="other")),
            value="on_track",
        ),
    ),
    submit="Save",
)


class TappingPromises(ChatPromises):
    """What is tapped comes in by its place in what was shown; a form comes in filled."""

    async def test_a_tap_names_what_was_shown_and_the_choice_in_it(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        person = await tapping(place)
        room = await direct(place, person)
        key = new_key()
        posted = await place.platform.sender.send(room, asked(), key=key)
        await person.see(room, until=_shows(QUESTION))
        await person.press(room, posted.message, "no change")
        (event,) = await inlet.until(has(Pressed))
        assert isinstance(event, Pressed)
        assert (event.delivery, event.block, event.option) == (key, 1, 1)
        assert (event.message, event.room, event.direct) == (posted.message, room, True)
        assert event.account == person.account
        assert event.event

    async def test_a_tap_on_an_edited_message_names_the_edit(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        person = await tapping(place)
        room = await direct(place, person)
        first, second = new_key(), new_key()
        posted = await place.platform.sender.send(room, says("Soon"), key=first)
        await place.platform.sender.edit(posted, asked(), key=second)
        await person.see(room, until=_shows(QUESTION))
        await person.press(room, posted.message, "on track")
        (event,) = await inlet.until(has(Pressed))
        assert isinstance(event, Pressed)
        assert (event.delivery, event.message) == (second, posted.message)
        assert (event.block, event.option) == (1, 0)

    async def test_two_taps_are_two_events(self, place: ChatPlace, inlet: RecordingInlet) -> None:
        person = await tapping(place)
        room = await direct(place, person)
        posted = await place.platform.sender.send(room, asked(), key=new_key())
        await person.see(room, until=_shows(QUESTION))
        await person.press(room, posted.message, "on track")
        await person.press(room, posted.message, "on track")
        one, two = await inlet.until(has(Pressed, 2))
        assert one.event != two.event

    async def test_a_form_opens_and_comes_in_as_it_was_filled_in(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        inlet.forms[FORM.id] = FORM
        person = await tapping(place)
        room = await direct(place, person)
        posted = await place.platform.sender.send(room, asked(), key=new_key())
        await person.see(room, until=_shows(QUESTION))
        await person.press(room, posted.message, "Add words")
        await person.submit({"words": "Six schools <b> & more\nsigned up"})
        (event,) = await inlet.until(has(Submitted))
        (opening,) = inlet.openings
        assert (opening.form, opening.account) == (FORM.id, person.account)
        assert isinstance(event, Submitted)
        assert (event.form, event.account) == (FORM.id, person.account)
        assert (event.room, event.direct) == (room, True)
        assert dict(event.values) == {
            "words": "Six schools <b> & more\nsigned up",
            "status": "on_track",
        }

    async def test_looking_at_the_home_tab_comes_in_and_it_can_be_filled(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        if not place.platform.sender.capabilities.home:
            pytest.skip("there is no home tab here")
        person = await tapping(place)
        room = await direct(place, person)
        await person.open_home()
        event = (await inlet.until(has(HomeOpened)))[-1]
        assert (event.account, event.room, event.direct) == (person.account, room, True)
        await place.platform.sender.show_home(person.account, asked(), key=new_key())


async def tapping(place: ChatPlace) -> TapActor:
    """Somebody with buttons, where the platform has them."""
    if not place.platform.sender.capabilities.taps:
        pytest.skip("there are no buttons here")
    return cast("TapActor", await place.person("anna"))


def asked() -> Message:
    """A message with two rows of choices, the second of which has a form."""
    return Message(
        (
            Choices((Choice("not me", "wrong person"),)),
            Paragraph((Plain(QUESTION),)),
            Choices(
                (
                    Choice("1", "on track", strong=True),
                    Choice("0", "no change"),
                    Choice("1: ...", "Add words", opens=FORM.id),
                    Choice("s", "skip", aside=True),
                )
            ),
        )
    )


def _shows(text: str) -> Callable[[Sequence[Seen]], bool]:
    return lambda seen: any(text in one.text for one in seen)
