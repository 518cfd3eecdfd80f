"""Takes in a form about one activity: it says all at once, and each word of it is meant."""

from ci_bot.domain.answering.answer import Filled
from ci_bot.domain.answering.conversation_state import Talk
from ci_bot.domain.answering.turn import Given, NothingToTell, NotTheirs, StatusRefused, Took
from ci_bot.domain.status import Visibility


def fill(talk: Talk, filled: Filled) -> None:
    """Records a form in the standing of the person who filled it in."""
    number = filled.item
    speaks = talk.facts.footings[number].speaks
    if speaks is speaks.NONE:
        talk.settle(number)
        talk.says.append(NotTheirs(number))
    elif speaks.sets_status:
        _judge(talk, filled)
    else:
        _contribute(talk, filled)


def _contribute(talk: Talk, filled: Filled) -> None:
    number = filled.item
    judged = filled.status is not None or filled.no_change
    if filled.words:
        visibility = _possible(talk, number, filled.visibility) or talk.facts.default(number)
        given = Given(words=filled.words, visibility=visibility, contribution=True)
        talk.draft(number, given, finished=True)
    elif talk.given(number) is not None:
        talk.draft(number, None, finished=True)
    talk.says.append(StatusRefused(number, kept=bool(filled.words)) if judged else Took(number))


def _judge(talk: Talk, filled: Filled) -> None:
    number = filled.item
    before = talk.given(number)
    bare = filled.no_change and not filled.words
    if bare and talk.facts.footings[number].stays_told(before):
        talk.answered(number)
        talk.says.append(Took(number))
        return
    told = _told(talk, filled)
    if told is None:
        if before is not None:
            talk.draft(number, None)
        if filled.no_change:
            talk.answered(number)
        talk.says.append(NothingToTell(number))
        return
    chosen = _possible(talk, number, filled.visibility)
    judgement = (told.status, told.no_change)
    same = before is not None and judgement == (before.status, before.no_change)
    kept = before.visibility if same and before is not None else _usual(talk, number, told)
    given = Given(
        status=told.status,
        no_change=told.no_change,
        words=told.words,
        visibility=chosen or kept,
    )
    settled = chosen is not None or (same and talk.items[number].settled)
    talk.draft(number, given, finished=settled and not given.half)
    talk.says.append(Took(number))


def _told(talk: Talk, filled: Filled) -> Given | None:
    """What the form says, with the status that stays; None when that is nothing."""
    before = talk.given(filled.item)
    status, no_change = filled.status, filled.no_change
    if no_change:
        status = talk.facts.footings[filled.item].previous
        if status is None and not filled.words:
            return None
    elif status is None and before is not None:
        status, no_change = before.status, before.no_change
    if status is None and not no_change and not filled.words:
        return None
    return Given(status=status, no_change=no_change, words=filled.words)


def _usual(talk: Talk, number: int, told: Given) -> Visibility:
    """As narrow as a worry has to be at first, else what the coalition agreed on."""
    worrying = told.status is not None and told.status.worrying
    if worrying and (told.words or not told.no_change):
        return Visibility.BACKBONE
    inherited = talk.facts.footings[number].inherited if told.no_change else None
    return inherited or talk.facts.default(number)


def _possible(talk: Talk, number: int, chosen: Visibility | None) -> Visibility | None:
    """Nobody reads in a working group that there isn't."""
    if chosen is Visibility.WORKING_GROUP and not talk.facts.footings[number].group:
        return Visibility.BACKBONE
    return chosen
