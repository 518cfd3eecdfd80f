"""A typed change of the roster: read, carried out or only told, and what is wrong with it said."""

import re
from collections.abc import Callable, Sequence

from ci_bot.commands.request import Request
from ci_bot.commands.table import Handler, MeantError, UsageError
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.roster_change import added, archived, edited
from ci_bot.domain.roster_error import RosterError, Wrong
from ci_bot.domain.roster_fields import Field, Noun
from ci_bot.domain.roster_grammar import Token, Typed
from ci_bot.domain.roster_values import Reading
from ci_bot.messages.blocks import Message
from ci_bot.services.change_roster import Changed
from ci_bot.views.answer_words import date_words
from ci_bot.views.roster_changes import Told, told
from ci_bot.views.roster_fields import is_language, known_fields, name_in
from ci_bot.views.roster_problems import problem

DRY_RUN = re.compile(r"-{1,2}dry-?run", re.IGNORECASE)
"""Phones make one dash of two."""
ANYTHING = ("people", "organisations", "activities", "working_groups", "goals", "measures")

Change = Callable[[Typed], Coalition]


def adding(noun: Noun) -> Handler:
    """Adds an organisation, a person, an activity or a working group."""
    fields = noun.fields_to(add=True)

    async def handle(request: Request) -> Message:
        def change(typed: Typed) -> Coalition:
            name, today = typed.new_name(fields), request.now.date()
            return added(request.coalition, noun, name, typed.facts(fields), today=today)

        return await change_roster(request, f"{noun.word} add", change, fields)

    return handle


def editing(noun: Noun) -> Handler:
    """Changes some fields of one."""
    fields = noun.fields_to(add=False)

    async def handle(request: Request) -> Message:
        def change(typed: Typed) -> Coalition:
            id_ = typed.entry((noun.section,), fields)
            if typed.over:
                raise RosterError(Wrong.NO_NAME)
            facts = typed.facts(fields, getattr(request.coalition, noun.section)[id_])
            return edited(request.coalition, noun, id_, facts, today=request.now.date())

        return await change_roster(request, f"{noun.word} edit", change, fields)

    return handle


def archiving(noun: Noun) -> Handler:
    """Ends one; its past stays."""

    async def handle(request: Request) -> Message:
        def change(typed: Typed) -> Coalition:
            id_ = typed.entry((noun.section,), ())
            typed.facts(())
            return archived(request.coalition, noun, id_, today=request.now.date())

        return await change_roster(request, f"{noun.word} archive", change, ())

    return handle


async def how_to(_request: Request) -> Message:
    """A noun without a verb: how it goes on."""
    raise UsageError


async def change_roster(
    request: Request, command: str, change: Change, fields: Sequence[Field]
) -> Message:
    """Reads the line with `change`, and makes the coalition what that returns.

    `fields`: what may stand in the line, for whoever asks how it is written.
    """
    tokens, dry = read_tokens(request)
    how = known_fields(request.reader, tuple(field.name for field in fields))
    if not tokens:
        raise UsageError(how)
    typed = Typed(request.arguments.text, tokens, _reading(request))
    try:
        after = change(typed)
    except RosterError as error:
        if error.why is Wrong.NO_NAME:
            raise UsageError(how) from None
        if error.near is not None:
            raise _meant(request, command, error) from None
        return problem(request.reader, request.coalition, error)
    done = await request.use.change_roster(
        request.uow, request.coalition, request.person, after, now=request.now, dry=dry
    )
    return shown(request, done)


def shown(request: Request, done: Changed, *, undo: bool = False) -> Message:
    """What was changed, or would be."""
    step = Told(
        before=done.before,
        after=done.after,
        changes=done.changes,
        effects=done.effects,
        dry=done.dry,
        undo=undo,
    )
    return told(request.reader, step)


def read_tokens(request: Request) -> tuple[tuple[Token, ...], bool]:
    """The words of the arguments, without `--dry-run`; and whether that is among them."""
    text, found, dry = request.arguments.text, [], False
    for word in request.arguments.words:
        quoted = word.end - word.start == len(word.text) + 2
        if not quoted and DRY_RUN.fullmatch(word.text):
            dry = True
            continue
        raw = text[word.start + quoted : word.end - quoted]
        found.append(Token(text=word.text, raw=raw, start=word.start, end=word.end, quoted=quoted))
    return tuple(found), dry


def _reading(request: Request) -> Reading:
    return Reading(
        coalition=request.coalition,
        dates=date_words(request.reader),
        today=request.today,
        language=is_language,
    )


def _meant(request: Request, command: str, error: RosterError) -> MeantError:
    near, (start, end) = error.near or "", error.span
    name = name_in(ANYTHING, near, request.coalition)
    text = request.arguments.text
    return MeantError(error.text, name, f"{command} {text[:start]}{near}{text[end:]}")
