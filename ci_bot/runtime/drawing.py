"""Draws a picture right before it is sent: it is kept as what it is drawn from."""

from dataclasses import replace
from importlib.util import find_spec

from ci_bot.messages.blocks import Message, picture
from ci_bot.ports.chat.errors import NoPicture

_EXTRA = ("resvg_py", "manimgx_fonts", "manimgx_fonts_cjk", "fontpkg_rubik")
LACKING = "pictures need the extra `charts`: pip install 'ci-bot[charts]'"


def can_draw() -> bool:
    """Whether the extra `charts` is installed."""
    return all(find_spec(name) is not None for name in _EXTRA)


def drawn(message: Message) -> Message:
    """The message with its picture drawn, which takes a fifth of a second; raises NoPicture."""
    image = picture(message)
    if image is None:
        return message
    try:
        from ci_bot.charts.png import png  # noqa: PLC0415 - an extra, which may be missing

        data = png(image.svg)
    except ImportError:
        raise NoPicture(LACKING) from None
    return Message((replace(image, png=data),), message.language)
