"""Which question about an item comes next, from what has been said about it."""

from ci_bot.domain.answering.turn import Footing, Given
from ci_bot.domain.prompt import Asking, Item
from ci_bot.domain.status import Status

# Nobody is asked for news by the first "on track".
_EXPECTED_FIRST = frozenset({Status.ON_TRACK, Status.NOT_STARTED})


def next_question(
    item: Item, footing: Footing, given: Given | None, *, sentence: bool = True
) -> Asking | None:
    """The status, then a `sentence` where one is wanted, then its readers; None: nothing more."""
    asked = item.due and footing.speaks.sets_status
    if given is None or given.half:
        return Asking.STATUS if asked else None
    if given.contribution or (given.no_change and not given.words):
        return None
    if sentence and not given.words and _tells_news(given.status, footing.previous):
        return Asking.SENTENCE
    return after_sentence(given)


def after_sentence(given: Given) -> Asking | None:
    """What is asked when there is a sentence, or there will be none."""
    worrying = given.status is not None and given.status.worrying
    return Asking.READERS if worrying else None


def _tells_news(status: Status | None, previous: Status | None) -> bool:
    if status is None:
        return False
    expected = _EXPECTED_FIRST if previous is None else frozenset({previous})
    return status.worrying or status not in expected
