"""Lines that change the roster, typed at a coalition alone: no chat, no store."""

from datetime import date, datetime

from ci_bot.commands.line import Line
from ci_bot.commands.roster_line import read_tokens
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.roster.grammar import Typed
from ci_bot.domain.roster.lines import LINES
from ci_bot.domain.roster.values import Reading
from ci_bot.views.checkin.answer_words import answer_words
from ci_bot.views.reader import Reader
from ci_bot.views.roster.fields import is_language
from ci_bot.views.typed_words import joining_words

TODAY = date(2026, 11, 16)


def typed(
    coalition: Coalition, line: str, *, today: date = TODAY, language: str = "en"
) -> Coalition:
    """What the coalition becomes by a line such as `org add Harbour`; raises RosterError."""
    noun, verb, text = (*line.split(" ", 2), "")[:3]
    now = datetime.fromisoformat(f"{today}T12:00:00+00:00")
    words = answer_words(Reader(language=language, zone="UTC", now=now))
    reading = Reading(
        coalition=coalition,
        dates=words.dates,
        yes=words.yes,
        no=words.no,
        nothing=words.nothing,
        joining=joining_words(language),
        today=today,
        language=is_language,
    )
    tokens, _ = read_tokens(Line(text, prefixed=True))
    return LINES[f"{noun} {verb}"].change(Typed(text, tokens, reading), today)
