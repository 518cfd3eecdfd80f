"""By when asks are needed, read from their words."""

from collections.abc import Iterable, Mapping
from datetime import date

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.matching.due_date import due_date
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.views.checkin.answer_words import date_words
from ci_bot.views.reader import Reader


def due_dates(coalition: Coalition, asks: Iterable[Ask]) -> Mapping[int, date]:
    """The dates by number, of those that name one; in English or the ask's language."""
    found: dict[int, date] = {}
    for ask in asks:
        if ask.kind is not AskKind.ASK:
            continue
        language = ask.language or coalition.languages[0]
        reader = Reader(language=language, zone=coalition.timezone, now=ask.opened)
        said = local_date(ask.opened, coalition.timezone)
        due = due_date(ask.text, date_words(reader), said)
        if due is not None:
            found[ask.number] = due
    return found
