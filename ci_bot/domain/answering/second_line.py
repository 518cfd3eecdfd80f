"""An author's own second line: the same once more, in a language that a digest is read in."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from ci_bot.domain.coalition import Coalition

_TAGGED = re.compile(r"\s*([A-Za-z]{2,3})\s*[:：]\s*(\S.*)")


@dataclass(frozen=True, slots=True)
class Parted:
    """`original`: the words without their second lines. `seconds`: those, by language."""

    original: str
    seconds: tuple[tuple[str, str], ...] = ()


def digest_languages(coalition: Coalition) -> frozenset[str]:
    """The languages in which a digest of the coalition is read, such as `en`."""
    theirs = (channel.language for channel in coalition.channels)
    return frozenset(base(language) for language in (*coalition.languages, *theirs) if language)


def base(language: str) -> str:
    """`pt` of `pt-BR`."""
    return language.replace("_", "-").partition("-")[0].lower()


def parted(words: str, languages: Collection[str]) -> Parted:
    """Words as they were written, and their second lines, such as `en: The printer is back`.

    A line counts as one only in a language of the digests, so that nobody's `so: ...` gets lost.
    """
    own: list[str] = []
    seconds: dict[str, list[str]] = {}
    for text in words.split("\n"):
        found = _TAGGED.fullmatch(text)
        if found is not None and found[1].lower() in languages:
            seconds.setdefault(found[1].lower(), []).append(found[2].strip())
        else:
            own.append(text)
    if not seconds:
        return Parted(words)
    said = tuple((language, " ".join(lines)) for language, lines in seconds.items())
    return Parted("\n".join(own).strip(), said)


def only_second(words: str, languages: Collection[str]) -> bool:
    """Whether they are nothing but second lines."""
    found = parted(words, languages)
    return bool(found.seconds) and not found.original


def with_second(words: str, second: str, languages: Collection[str]) -> str:
    """The words with those second lines in place of the ones they have in these languages."""
    new = {language for language, _ in parted(second, languages).seconds}
    kept = (line for line in words.split("\n") if not _in(line, new))
    return "\n".join((*kept, second.strip())).strip()


def second_line(language: str, text: str) -> str:
    """A text as second lines, one for each line of it."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(f"{base(language)}: {line}" for line in lines if line)


def _in(line: str, languages: Collection[str]) -> bool:
    found = _TAGGED.fullmatch(line)
    return found is not None and found[1].lower() in languages
