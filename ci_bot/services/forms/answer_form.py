"""The form about one activity of a prompt: words, status, readers, and what goes beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answering.answer import Answer, Extra, Filled
from ci_bot.domain.answering.answer_grammar import LIMIT
from ci_bot.domain.answering.second_line import second_line
from ci_bot.domain.answering.turn import Given
from ci_bot.domain.status import Status, Visibility
from ci_bot.messages.blocks import Message
from ci_bot.messages.forms import FIELD_LIMIT, Form
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import Opening, Submitted
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.ground import Ground, read_ground
from ci_bot.services.forms.form_kinds import prompt_and_number, their_prompt, typed
from ci_bot.services.forms.form_turn import FormTurn, refuse
from ci_bot.views.checkin.refusals import not_theirs
from ci_bot.views.forms import form_problems
from ci_bot.views.forms.answer_form import KEPT, KINDS, NO_CHANGE, SECOND, USUAL, answer_form
from ci_bot.views.sheet import Entry


class _UnknownError(Exception):
    """A value that the form doesn't offer."""


@dataclass(frozen=True, kw_only=True)
class AnswerForm:
    """`answer:PROMPT:NUMBER`."""

    turn: FormTurn
    name: str = "answer"

    async def compose(
        self, uow: UnitOfWork, opening: Opening, rest: str, now: datetime
    ) -> Form | Message | None:
        """With what was said before in it."""
        prompt, number = prompt_and_number(rest)
        theirs = await their_prompt(uow, opening.account, prompt, now)
        if theirs is None:
            return None
        unit = uow.of(theirs.coalition.id)
        ground = await read_ground(unit, theirs.coalition, theirs.prompt, now)
        if number not in ground.facts.footings:
            return None
        speaks = ground.facts.footings[number].speaks
        entry = ground.sheet.entry(number)
        if speaks is speaks.NONE:
            said = not_theirs(theirs.reader, entry)
            return form_problems.alone(theirs.reader, said)
        if entry.given is not None and len(entry.given.words) > FIELD_LIMIT:
            return form_problems.too_long_here(theirs.reader, number)
        readers = _readers(ground, number, entry)
        return answer_form(
            theirs.reader,
            ground.sheet,
            ground.prompt,
            entry,
            judges=speaks.sets_status,
            readers=readers,
        )

    async def submit(self, uow: UnitOfWork, event: Submitted, rest: str, now: datetime) -> None:
        """All of it, or nothing and why."""
        prompt, number = prompt_and_number(rest)
        theirs = await self.turn.theirs(uow, event, prompt, now)
        if theirs is None:
            return
        ground = await self.turn.ground(uow, event, theirs)
        if number not in ground.facts.footings:
            return
        words = words_of(event.values, ground.sheet.digest_language)
        wrote = [words, clean(typed(event.values, "extra"))]
        longest = max(len(text) for text in wrote)
        if longest > LIMIT:
            too_long = form_problems.too_long(theirs.reader, longest, wrote)
            await refuse(uow, event, theirs, too_long)
            return
        try:
            answers = _answers(ground, number, event.values, *wrote)
        except _UnknownError:
            await refuse(uow, event, theirs, form_problems.unknown(theirs.reader, wrote))
            return
        if not answers:
            await refuse(uow, event, theirs, form_problems.nothing(theirs.reader))
            return
        await self.turn(uow, event, theirs, ground, answers)


def words_of(values: Mapping[str, str], digest_language: str) -> str:
    """What was filled in, with the second line in the digest's language below it."""
    words, second = (clean(typed(values, name)) for name in ("words", SECOND))
    return "\n".join(filter(None, (words, second_line(digest_language, second))))


def _answers(
    ground: Ground, number: int, values: Mapping[str, str], words: str, extra: str
) -> tuple[Answer, ...]:
    """Raises _UnknownError for what no form of ours offers."""
    footing = ground.facts.footings[number]
    status = _choice(values, "status", {KEPT, NO_CHANGE, *Status}, KEPT)
    readers = _choice(values, "readers", {USUAL, *Visibility}, USUAL)
    kind = _choice(values, "kind", {"none", *KINDS}, "none")
    if readers == Visibility.WORKING_GROUP and not footing.group:
        raise _UnknownError
    if extra and kind == "none":
        # Words that nobody can tell where to put are not thrown away.
        raise _UnknownError
    filled = Filled(
        item=number,
        status=None if status in (KEPT, NO_CHANGE) else Status(status),
        no_change=status == NO_CHANGE,
        words=words,
        visibility=None if readers == USUAL else Visibility(readers),
    )
    answers: list[Answer] = []
    if _says(filled, footing.given):
        answers.append(filled)
    if extra:
        answers.append(Extra(KINDS[kind], extra, number))
    return tuple(answers)


def _says(filled: Filled, before: Given | None) -> bool:
    """Whether it says anything at all, if only that what was said before is gone."""
    return before is not None or bool(filled.words or filled.status or filled.no_change)


def _choice(values: Mapping[str, str], name: str, known: set[str], usual: str) -> str:
    value = typed(values, name) or usual
    if value not in known:
        raise _UnknownError
    return value


def _readers(ground: Ground, number: int, entry: Entry) -> str:
    """What stands in the form about readers: what their author chose, or that nobody has."""
    given = entry.given
    if given is None or given.half:
        return USUAL
    worrying = given.status is not None and given.status.worrying
    usual = ground.facts.default(number)
    chosen = entry.settled if worrying else given.visibility is not usual
    return given.visibility if chosen else USUAL
