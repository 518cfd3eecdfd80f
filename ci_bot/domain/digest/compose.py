"""Composes the digest of one audience from what was loaded for all."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from ci_bot.domain.digest.brief import IN_DANGER, brief
from ci_bot.domain.digest.content import (
    BriefFor,
    Coverage,
    DigestContent,
    Headline,
    HelpKind,
    Numbered,
    Page,
)
from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.digest.help import coming_up, help_lines, lessons, signature, thanks
from ci_bot.domain.digest.material import Material
from ci_bot.domain.digest.own import own_lines
from ci_bot.domain.digest.progress import excerpt, progress
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.status import Status
from ci_bot.domain.visibility import COALITION, Audience, audience_named

MANY = 8
"""With fewer organisations, "of how many" would point at those who were silent."""
GRACE = timedelta(hours=1)
"""A digest that goes out later than this, by nobody's decision, says so."""
_TICK = timedelta(microseconds=1)

_Line = TypeVar("_Line", bound=Numbered)


def compose(material: Material, audience: Audience, *, name: str = "coalition") -> DigestContent:
    """The whole digest of an audience, everything on top; `name` is the audience's channel word.

    With a brief where that is what its channel gets.
    """
    digest = material.digest
    page = _page(material, audience)
    # A freeze at midnight ends the day before.
    last = material.local_day(digest.until - _TICK)
    everybody = page if name != BriefFor.BACKBONE else _page(material, COALITION)
    return DigestContent(
        audience=name,
        brief=brief(material, page, everybody, audience, name),
        coalition=material.coalition.name,
        period=digest.period,
        first=min(material.local_day(digest.since - _TICK) + timedelta(days=1), last),
        last=last,
        headline=_headline(page),
        top=page,
        coverage=coverage(material, audience, name),
        intro=excerpt(digest.intro, None) if digest.intro.strip() else None,
        signed=signature(material),
        overdue=digest.due if _overdue(digest) else None,
        quiet=not (
            page.progress
            or page.learned
            or page.answers
            or page.thanks
            or any(h.new for h in page.help)
        ),
    )


def _page(material: Material, audience: Audience) -> Page:
    return Page(
        help=_kept(material, help_lines(material, audience)),
        progress=tuple(
            replace(group, lines=lines)
            for group in progress(material, audience)
            if (lines := _kept(material, group.lines))
        ),
        coming=_kept(material, coming_up(material, audience)),
        learned=_kept(material, lessons(material, audience)),
        answers=_kept(material, own_lines(material, audience)),
        thanks=_kept(material, thanks(material, audience)),
    )


def _overdue(digest: Digest) -> bool:
    if digest.posted is None or digest.posted_by is not None:
        return False
    return digest.posted > digest.due + GRACE


def coverage(material: Material, audience: Audience, name: str) -> Coverage:
    """How many updates it draws on; once posted, the number it was posted with."""
    now = sum(update.confirmed for update in material.readable(audience))
    there = sum(
        organisation.partnership is Partnership.ACTIVE
        for organisation in material.coalition.organisations.values()
    )
    return Coverage(
        updates=material.digest.coverage.get(name, now),
        organisations=there if there >= MANY else None,
    )


def preview_keys(material: Material, names: Iterable[str]) -> tuple[str, ...]:
    """The keys of all lines any of these audiences will see, in order: the preview's numbers."""
    undropped = replace(material, digest=replace(material.digest, dropped=(), lines=()))
    contents = (compose(undropped, audience_named(name), name=name) for name in names)
    return tuple(
        dict.fromkeys(entry.key for content in contents for entry in content.top.entries())
    )


def _kept(material: Material, lines: tuple[_Line, ...]) -> tuple[_Line, ...]:
    """The lines with their numbers, without those the backbone dropped."""
    if not material.digest.lines:
        return lines
    numbers = {key: number for number, key in enumerate(material.digest.lines, start=1)}
    numbered = (replace(line, number=numbers.get(line.key)) for line in lines)
    return tuple(line for line in numbered if line.number not in material.digest.dropped)


def _headline(page: Page) -> Headline:
    lines = [line for group in page.progress for line in group.lines]
    changed = [line for line in lines if line.was is not None]
    return Headline(
        # To put work on hold, or to drop it, is a decision, not a trouble.
        worse=sum(line.worse and line.status in IN_DANGER for line in lines),
        done=sum(line.ended and line.status is Status.DONE for line in lines),
        changed=len(changed),
        news=len(lines),
        asks=sum(line.kind is HelpKind.ASK for line in page.help),
    )
