"""Weeks in German: nothing that the bot says is English, whatever is asked of it."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from babel.messages.pofile import read_po

from ci_bot.commands.registry import REGISTRY
from ci_bot.domain.coalition import Coalition
from ci_bot.messages import plain
from ci_bot.messages.blocks import (
    Block,
    Bullets,
    Choice,
    Choices,
    Divider,
    Image,
    Message,
    Paragraph,
)
from ci_bot.messages.forms import Form
from ci_bot.messages.inline import Line, Plain
from ci_bot.views.translation import CATALOGUES
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

STAFF, LEAD, OTHER = "ines-b", "jonas-r", "aino-k"
ENGLISH = {
    *("the", "you", "your", "of", "and", "are", "this", "with", "have", "there", "please"),
    *("nobody", "everybody", "what", "which", "who", "when", "where", "how", "only", "their"),
    *("they", "here", "it", "its", "not", "yet", "answer", "answers", "nothing", "somebody"),
}
"""Small words that are none in German."""
PLACE, WORD = re.compile(r"\{\w*\}"), re.compile(r"[^\W\d_]{2,}")
UNSAID = frozenset({"stop", "forget me", "unlink", "role revoke", "person archive"})
"""After these there would be nobody to talk to."""
LEAVING = frozenset({"not me", "stop", "x"})
CONVERSATION = """
1 Die Hälfte ist fertig. / 2 / Die Druckerei hat abgesagt. / 1 / n Wer kennt eine Druckerei?
edit 1 / ? / Wer liest das? / 3 Der Druck steht still. / 2 / - / same / 0 / s / d / x / 7
1: 2 Der Bus fehlt. / 2: fertig Alles getan. / withdraw 1 / - / a Freitag / back
update label-translation gefährdet Es fehlt Papier. / 3 / update label-translation
ask Wer hat einen Bus? / offer Wir haben einen Raum. / asks / help with 1 / reply 1 Wir helfen.
close 1 thanks jonas-r / close 9 / lesson Früh anfangen hilft. / lessons / search Bus
settings tz Europe/Vienna / settings hour 19:00 / settings days do,sa / settings lang de
settings every 4 weeks / away until 2030-01-01 / deputy mara-t / unsinn
"""


def german(coalition: Coalition) -> Coalition:
    people = {id_: replace(who, language="de") for id_, who in coalition.people.items()}
    channels = tuple(replace(channel, language="de") for channel in coalition.channels)
    return replace(coalition, languages=("de",), people=people, channels=channels)


@pytest.fixture(scope="module", params=[False, True], ids=["text", "cards"])
def said(request: pytest.FixtureRequest) -> list[Message]:
    """Every message of the bot, in all its versions, and the home tabs."""
    return asyncio.run(_walk(taps=request.param))


async def _walk(*, taps: bool) -> list[Message]:
    house = ChatHouse(taps=taps)
    await house.apply(german(lakeland()))
    house.channel("all", STAFF, LEAD, OTHER)
    house.channel("backbone", STAFF)
    await _commands(house)
    # One of the examples gives somebody another language.
    await house.apply(german(await house.coalition()))
    forms: list[Message] = []
    for person in (LEAD, OTHER, STAFF):
        await _write(house, STAFF, "checkin open")
        forms += await _taps(house, person) if taps else []
        await _converses(house, person)
    await _pass(house, days=14)
    for line in ("digest intro Guten Tag.", "digest preview", "digest post", "checkin close"):
        await _write(house, STAFF, line)
    await _pass(house, days=7)
    posts = [post for room in house.chat.server.rooms for post in house.chat.said(room)]
    homes = [home for _, home in house.chat.homes.values()]
    return [content for post in posts for content in post.content] + homes + forms


async def _write(house: ChatHouse, person: str, line: str) -> None:
    # Who writes faster is slowed down.
    house.clock.advance(timedelta(seconds=4))
    await house.write(person, line)


async def _commands(house: ChatHouse) -> None:
    """Each command as it is, as its example, and with words that mean nothing."""
    for command in REGISTRY.commands:
        if command.name in UNSAID or command.hidden:
            continue
        name = command.name
        for line in filter(None, (name, command.example, f"{name} unsinn", f"help {name}")):
            await _write(house, LEAD, line)
            await _write(house, STAFF, line)
    await _write(house, STAFF, "resume")


async def _taps(house: ChatHouse, person: str) -> list[Message]:
    """Everything on their card and home tab once; the forms that it opens, as messages."""
    chat, room = house.chat.person(person), await house.direct(person)
    await chat.open_home()
    await house.settle()
    _, home = house.chat.homes[chat.account]
    opened = [await chat.press_home(choice.label) for choice in _choices(home)]
    await house.settle()
    for card in house.chat.said(room)[-3:]:
        for choice in _choices(card.content[-1]):
            with suppress(LookupError):  # what was tapped before has changed the card
                opened.append(await chat.press(room, card.message, choice.label))
            await house.settle()
    return [_shown(form) for form in opened if isinstance(form, Form)]


def _choices(message: Message) -> Iterator[Choice]:
    for block in message.blocks:
        if isinstance(block, Choices):
            yield from (one for one in block.options if one.value not in LEAVING)


def _shown(form: Form) -> Message:
    texts = [form.title, form.submit]
    for field in form.fields:
        texts += [field.label, getattr(field, "hint", "")]
        texts += [option.label for option in getattr(field, "options", ())]
    return Message(tuple(Paragraph((Plain(text),)) for text in texts), form.language)


async def _converses(house: ChatHouse, person: str) -> None:
    for line in CONVERSATION.strip().replace("\n", " / ").split(" / "):
        await _write(house, person, line)


async def _pass(house: ChatHouse, *, days: int) -> None:
    for _ in range(days * 2):
        house.clock.advance(timedelta(hours=12))
        await house.settle()


def own_words(message: Message) -> Iterator[str]:
    """What is the bot's own in a message: not what people said, and nothing to be typed."""
    for block in message.blocks:
        for line in _lines(block):
            yield "".join(piece.text if isinstance(piece, Plain) else " … " for piece in line)


def _lines(block: Block) -> tuple[Line, ...]:
    match block:
        case Bullets(items):
            return items
        case Choices(options):
            labels = (label for option in options for label in (option.label, option.heard or ""))
            return tuple((Plain(label),) for label in labels)
        case Image(alt=alt):
            return ((Plain(alt),),)
        case Divider():
            return ()
        case _:
            return (block.line,)


def english_parts() -> set[str]:
    """Of each English sentence of the catalogue, what stands between its places."""
    with (CATALOGUES / "de.po").open("rb") as file:
        entries = [message for message in read_po(file) if message.id]
    texts = [text for one in entries for text in _texts(one.id)]
    german = "\n".join(text for one in entries for text in _texts(one.string) if text)
    parts = {part.strip() for text in texts if "|" not in text for part in PLACE.split(text)}
    return {part for part in parts if len(WORD.findall(part)) > 2 and part not in german}


def _texts(given: str | Sequence[str] | None) -> Sequence[str]:
    return (given,) if isinstance(given, str) else given or ()


def test_much_was_said(said: list[Message]) -> None:
    assert len(said) > 300
    assert {message.language for message in said} == {"de"}


def test_no_sentence_of_the_catalogue_is_said_in_english(said: list[Message]) -> None:
    everything = "\n".join(dict.fromkeys(plain.render(message) for message in said))
    assert [part for part in sorted(english_parts()) if part in everything] == []


def test_no_own_word_of_the_bot_is_english(said: list[Message]) -> None:
    texts = dict.fromkeys(text for message in said for text in own_words(message))
    assert {text: found for text in texts if (found := ENGLISH & set(WORD.findall(text)))} == {}
