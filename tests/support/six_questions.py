"""The six questions a reader has, answered from what stands on top of a digest, and that alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from ci_bot.domain.digest.budget import fit
from ci_bot.domain.digest.content import Contact, DigestContent, HelpKind, Page
from ci_bot.messages.shorten import shorten


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """By activity, where they are about one.

    `needs`: who (and from where) needs what, in words that name the day. `worse`: from which status
    to which. `touches`: what that touches. `done`: what has ended well. `coming`: day, milestone
    and activity. `contacts`: whom to ask about what stands there.
    """

    needs: frozenset[tuple[str | None, str, str]]
    worse: dict[str, tuple[str | None, str]]
    touches: dict[str, tuple[str, ...]]
    done: frozenset[str]
    coming: tuple[tuple[str, str, str], ...]
    contacts: dict[str, Contact]


def answers(content: DigestContent) -> Answers:
    """What a reader of the fitted digest knows without opening its thread."""
    top = fit(content, shorten).top
    lines = [line for group in top.progress for line in group.lines]
    worse = [line for line in lines if line.worse]
    return Answers(
        needs=frozenset(_needs(top)),
        worse={line.activity: (line.was, str(line.status)) for line in worse},
        touches={line.activity: line.touches for line in worse if line.touches},
        done=frozenset(line.activity for line in lines if line.ended and line.status == "done"),
        coming=tuple((str(one.day), one.words.text, one.activity) for one in top.coming),
        contacts={
            **{one.activity: one.contact for one in top.help if one.activity is not None},
            **{line.activity: line.contact for line in lines},
        },
    )


def _needs(top: Page) -> Iterator[tuple[str | None, str, str]]:
    for line in top.help:
        if line.kind is HelpKind.ASK and line.words is not None:
            yield line.contact.person, line.contact.organisation, line.words.text
