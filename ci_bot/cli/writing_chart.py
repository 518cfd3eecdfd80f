"""Writes a chart into a file, as the kind of picture that its name says."""

from collections.abc import Callable
from pathlib import Path

from ci_bot.cli.refusals import FailedError
from ci_bot.messages.blocks import Image
from ci_bot.runtime.drawing import LACKING, can_draw


def writer(file: Path) -> Callable[[Image], None]:
    """What writes a picture there; raises FailedError where no picture could be written."""
    match file.suffix.lower():
        case ".svg":
            return lambda image: _write(file, image.svg.encode())
        case ".png" if can_draw():
            from ci_bot.charts.png import png

            return lambda image: _write(file, png(image.svg))
        case ".png":
            raise FailedError(f"{LACKING}; or write an .svg")
    raise FailedError(f"{file} is neither .svg nor .png; give it one of these endings")


def _write(file: Path, picture: bytes) -> None:
    try:
        file.write_bytes(picture)
    except OSError as error:
        raise FailedError(f"{file} can't be written ({error.strerror}); choose another") from None
