"""The closed union of blocks a message is made of."""

from dataclasses import dataclass

from ci_bot.messages.inline import Line


@dataclass(frozen=True, slots=True)
class Heading:
    """A short title line."""

    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; numbered from `start` when it is given, else with bullets."""

    items: tuple[Line, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A person's words, standing alone."""

    line: Line


@dataclass(frozen=True, slots=True)
class Divider:
    """A visible break."""


@dataclass(frozen=True, slots=True)
class Note:
    """Small print below the rest."""

    line: Line


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: the text a person would type for it, its label, and its emoji if any.

    `aside`: behind a menu where the platform has one. `opens`: tapping opens the form of that id
    instead of answering. `strong`: the one that most people want next. `heard`: what a screen
    reader says where the label alone doesn't tell it from others.
    """

    value: str
    label: str
    emoji: str | None = None
    aside: bool = False
    opens: str | None = None
    strong: bool = False
    heard: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """Answers to tap where the platform can, in words where it can't.

    `listed` False: the words above name them already, so that nothing is added where they can't
    be tapped.
    """

    options: tuple[Choice, ...]
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, alone in its message; `alt` says in words all that it shows, ready to be shown.

    `name`: of its file, without an ending. `svg`: what is kept. `png`: what platforms show, drawn
    as it is sent; without it, they show the words.
    """

    name: str
    svg: str
    alt: str
    png: bytes = b""

    @property
    def pixels(self) -> tuple[int, int]:
        """Across and down; only of what is drawn."""
        return int.from_bytes(self.png[16:20], "big"), int.from_bytes(self.png[20:24], "big")


Block = Heading | Paragraph | Bullets | Quote | Divider | Note | Choices | Image


@dataclass(frozen=True, slots=True)
class Message:
    """A neutral message: its blocks, and the language (BCP 47) its own words are in."""

    blocks: tuple[Block, ...]
    language: str = "en"


def heading(message: Message | None) -> str:
    """The first title of a message as text; empty where it has none."""
    blocks = () if message is None else message.blocks
    titles = (block.line for block in blocks if isinstance(block, Heading))
    return "".join(piece.text for piece in next(titles, ()))


def picture(message: Message) -> Image | None:
    """The picture that a message is, if it is one."""
    return next((block for block in message.blocks if isinstance(block, Image)), None)
