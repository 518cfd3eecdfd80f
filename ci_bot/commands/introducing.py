"""Bringing two organisations together, and their answers."""

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from ci_bot.commands.dry_run import without_dry_run
from ci_bot.commands.line import number_in
from ci_bot.commands.marking import _
from ci_bot.commands.naming import LIKENESS
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, MeantError, NoSuchError, UsageError
from ci_bot.domain.authority import Right
from ci_bot.domain.ids import OrganisationId
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.typed_text import folded
from ci_bot.messages.blocks import Message
from ci_bot.views.checkin.answer_words import answer_words
from ci_bot.views.typed_words import about_words, joining_words

MOST_WORDS = 24


async def introduce(request: Request) -> Message:
    """Two organisations, and what it is about: an ask's number, or a text."""
    request, dry = without_dry_run(request)
    about = _about(request)
    behind = request.text[about.end() :].strip(" :") if about else ""
    if about is None or not behind:
        raise UsageError
    named = request.about(request.text[: about.start()])
    first, second = _organisations(named, f"{behind} --dry-run" if dry else behind)
    if first == second:
        raise UsageError(request.reader.gettext("Name two different organisations."))
    number = number_in(behind)
    return await request.use.introduce(
        request.uow,
        request.coalition,
        request.person,
        organisations=(first, second),
        ask=number or 0,
        text="" if number else behind,
        dry=dry,
        now=request.now,
    )


async def answer(request: Request) -> Message | None:
    """The yes or no of one of the two."""
    known = answer_words(request.reader)
    words = [word.casefold() for word in request.words]
    number = number_in(words[0]) if len(words) == 2 else None
    if number is None or words[1] not in known.yes | known.no:
        raise UsageError
    return await request.use.answer_introduction(
        request.uow,
        request.coalition,
        request.person,
        event=request.event,
        number=number,
        yes=words[1] in known.yes,
        now=request.now,
    )


def _about(request: Request) -> re.Match[str] | None:
    """Where the line says that it goes on with what it is about."""
    words = "|".join(map(re.escape, about_words(request.reader.language)))
    return re.search(rf"\b({words})\b", request.text, re.IGNORECASE)


def _organisations(request: Request, behind: str) -> tuple[OrganisationId, OrganisationId]:
    """The two that are named one after the other, with or without "and" or quotes."""
    words = tuple(word.strip(",") for word in request.words)[:MOST_WORDS]
    if len(words) < 2:
        raise UsageError
    known = request.coalition.organisations.items()
    organisations = {id_: o for id_, o in known if o.partnership is not Partnership.LEFT}
    names = {folded(o.name): o.id for o in organisations.values()}
    names |= {folded(id_): id_ for id_ in organisations}
    splits = list(_splits(words, joining_words(request.reader.language) | {"&"}))
    for first, second in splits:
        if folded(first) in names and folded(second) in names:
            return names[folded(first)], names[folded(second)]
    scored = [
        (_near(first, names), _near(second, names), first, second) for first, second in splits
    ]
    best = max(scored, key=lambda one: min(one[0][0], one[1][0]))
    (score, one), (other_score, other), *typed = best
    if min(score, other_score) < LIKENESS or one == other:
        raise NoSuchError(" ".join(words), "who")
    listed = request.reader.listed(organisations[id_].name for id_ in (one, other))
    meant = f"introduce {one} {other} about {behind}"
    raise MeantError(" ".join(typed), listed, meant)


def _splits(words: tuple[str, ...], joining: frozenset[str]) -> list[tuple[str, str]]:
    found = []
    for at in range(1, len(words)):
        rest = words[at:]
        found.append((" ".join(words[:at]), " ".join(rest)))
        if folded(rest[0]) in joining and len(rest) > 1:
            found.append((" ".join(words[:at]), " ".join(rest[1:])))
    return found


def _near(typed: str, names: Mapping[str, OrganisationId]) -> tuple[float, OrganisationId]:
    found = process.extractOne(folded(typed), names.keys(), scorer=fuzz.ratio)
    if found is None:
        return 0.0, OrganisationId("")
    return found[1], names[found[0]]


COMMANDS = (
    Command(
        words=("introduce",),
        handler=introduce,
        right=Right.BACKBONE,
        arguments="ORG ORG about N or TEXT [--dry-run]",
        example="introduce museum velmark-libraries about 7",
        private=True,
        about=_("bring two organisations together, if both want it"),
    ),
    Command(
        words=("introduction",),
        handler=answer,
        arguments="N y or n",
        example="introduction 3 y",
        private=True,
        about="",
        hidden=True,
    ),
)
