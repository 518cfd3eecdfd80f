"""Translations: the catalogue of one language, read from its `.po` file at run time."""

import re
from collections.abc import Iterator
from functools import lru_cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

CATALOGUES = Path(__file__).parent.parent / "locale"
_TAG = re.compile(r"[A-Za-z]+(_[A-Za-z0-9]+)*")


def languages(folder: Path = CATALOGUES) -> tuple[str, ...]:
    """The languages the bot speaks, as BCP 47, English first."""
    return ("en", *sorted(path.stem.replace("_", "-") for path in folder.glob("*.po")))


@lru_cache
def translation(language: str, folder: Path = CATALOGUES) -> NullTranslations:
    """The catalogue of a language or of its base language (`de` for `de-AT`), else English.

    A sentence that a catalogue doesn't have is English, too.
    """
    for name in _names(language.replace("-", "_")):
        path = folder / f"{name}.po"
        if path.is_file():
            compiled = BytesIO()
            with path.open("rb") as source:
                write_mo(compiled, read_po(source, locale=name))
            compiled.seek(0)
            return Translations(compiled)
    return NullTranslations()


def spoken(language: str) -> str | None:
    """The bot's language for somebody of that one (BCP 47, any case): `de` for `de-AT`; or None."""
    known = {tag.casefold(): tag for tag in languages()}
    names = _names(language.replace("-", "_"))
    found = (known.get(name.replace("_", "-").casefold()) for name in names)
    return next((tag for tag in found if tag is not None), None)


def _names(tag: str) -> Iterator[str]:
    """`zh_Hant_TW`, `zh_Hant`, `zh`; none of what is no language at all."""
    while _TAG.fullmatch(tag):
        yield tag
        tag = tag.rpartition("_")[0]
