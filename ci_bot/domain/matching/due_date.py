"""By when something is needed, where the words of an ask say so."""

from datetime import date

from ci_bot.domain.rhythm.date_grammar import DateWords, read_date
from ci_bot.domain.typed_text import folded

_LONGEST = 4
"""Words of a date as people write it."""


def due_date(text: str, words: DateWords, said: date) -> date | None:
    """The first date behind such a word, counted from the day on which it was said.

    "By the 18th of June", "until Friday"; None where there is none.
    """
    tokens = [token.strip(",;:!?()\"'") for token in folded(text).split()]
    for place, token in enumerate(tokens, start=1):
        if token in words.by | words.until:
            found = _date(tokens[place : place + _LONGEST + 2], words, said)
            if found is not None:
                return found
    return None


def _date(tokens: list[str], words: DateWords, said: date) -> date | None:
    while tokens and tokens[0] in words.the:
        tokens = tokens[1:]
    # "Thursday 15 May" is that day in May.
    starts = (1, 0) if tokens and tokens[0].rstrip(".") in words.weekdays else (0,)
    for start in starts:
        for length in range(_LONGEST, 0, -1):
            phrase = tokens[start : start + length]
            read = read_date(" ".join(phrase), words=words, today=said) if phrase else None
            if isinstance(read, date):
                return read
    return None
