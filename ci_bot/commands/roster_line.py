"""A typed change of the roster: read, carried out or only told, and what is wrong with it said."""

from ci_bot.commands.dry_run import is_dry_run
from ci_bot.commands.line import Line
from ci_bot.commands.request import Request
from ci_bot.commands.table import Handler, MeantError, UsageError
from ci_bot.domain.roster.error import RosterError, Wrong
from ci_bot.domain.roster.grammar import Token, Typed
from ci_bot.domain.roster.lines import LINES
from ci_bot.domain.roster.values import Reading
from ci_bot.messages.blocks import Message
from ci_bot.services.roster.change_roster import Changed
from ci_bot.views.checkin.answer_words import answer_words
from ci_bot.views.roster.changes import Told, told
from ci_bot.views.roster.fields import is_language, known_fields, name_in
from ci_bot.views.roster.problems import problem
from ci_bot.views.typed_words import joining_words

_ANYTHING = ("people", "organisations", "activities", "working_groups", "goals", "measures")


def changing(*, words: str) -> Handler:
    """The handler of one of the lines that change the roster, by the words of its command."""
    rule = LINES[words]

    async def handle(request: Request) -> Message:
        tokens, dry = read_tokens(request.arguments)
        how = known_fields(request.reader, tuple(field.name for field in rule.fields))
        if not tokens:
            raise UsageError(how)
        try:
            typed = Typed(request.arguments.text, tokens, _reading(request))
            after = rule.change(typed, request.day)
        except RosterError as error:
            if error.why is Wrong.NO_NAME:
                raise UsageError(how) from None
            if error.near is not None:
                raise _meant(request, words, error) from None
            return problem(request.reader, request.coalition, error)
        done = await request.use.change_roster(
            request.uow, request.coalition, request.person, after, now=request.now, dry=dry
        )
        return shown(request, done)

    return handle


async def how_to(_request: Request) -> Message:
    """A noun without a verb: how it goes on."""
    raise UsageError


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


def read_tokens(line: Line) -> tuple[tuple[Token, ...], bool]:
    """The words of a line, without `--dry-run`; and whether that is among them."""
    found, dry = [], False
    for word in line.words:
        quoted = word.end - word.start == len(word.text) + 2
        if not quoted and is_dry_run(word.text):
            dry = True
            continue
        raw = line.text[word.start + quoted : word.end - quoted]
        found.append(Token(word.text, raw, word.start, word.end, quoted))
    return tuple(found), dry


def _reading(request: Request) -> Reading:
    words = answer_words(request.reader)
    return Reading(
        coalition=request.coalition,
        dates=words.dates,
        yes=words.yes,
        no=words.no,
        nothing=words.nothing,
        joining=joining_words(request.reader.language),
        today=request.today,
        language=is_language,
    )


def _meant(request: Request, command: str, error: RosterError) -> MeantError:
    near, (start, end) = error.near or "", error.span
    name = name_in(_ANYTHING, near, request.coalition)
    text = request.arguments.text
    return MeantError(error.text, name, f"{command} {text[:start]}{near}{text[end:]}")
