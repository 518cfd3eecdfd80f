"""The own questions of a prompt, as its check-ins ask them now, with what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from ci_bot.domain.answering.turn import OwnFooting
from ci_bot.domain.answering.written_in import language_of
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import new_id
from ci_bot.domain.own_question import OwnItem, OwnQuestion, texts_in
from ci_bot.domain.own_questions.answer import OwnAnswer, Values
from ci_bot.domain.prompt import Asking, Prompt
from ci_bot.ports.store import CoalitionUnit
from ci_bot.services.saying import Saying
from ci_bot.views.sheet import OwnEntry


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A prompt's own questions and current answers, by number."""

    questions: Mapping[int, OwnQuestion] = field(default_factory=dict)
    answers: Mapping[int, OwnAnswer] = field(default_factory=dict)

    @property
    def footings(self) -> Mapping[int, OwnFooting]:
        """What the conversation has to know about them."""
        return {
            number: OwnFooting(question=question, value=_value(self.answers.get(number)))
            for number, question in self.questions.items()
        }

    def after(self, coalition: Coalition, prompt: Prompt) -> "Asked":
        """With the questions that a turn brought."""
        asked = {item.number: question_of(coalition, item) for item in prompt.own}
        return replace(self, questions={n: q for n, q in asked.items() if q is not None})

    def entries(
        self, prompt: Prompt, language: str, values: Values | None = None
    ) -> tuple[OwnEntry, ...]:
        """Them as their person sees them, once the values count too."""
        changed = values or {}
        return tuple(
            OwnEntry(
                number=item.number,
                question=self.questions[item.number],
                text=texts_in(self.questions[item.number], language),
                value=changed.get(item.number, _value(self.answers.get(item.number))),
                settled=item.settled,
            )
            for item in prompt.own
            if item.number in self.questions
        )


def _value(answer: OwnAnswer | None) -> str | None:
    return None if answer is None else answer.value


def question_of(coalition: Coalition, item: OwnItem) -> OwnQuestion | None:
    """The question that an item asks; None where the coalition doesn't ask it any more."""
    checkin = coalition.checkins.get(item.checkin)
    for question in checkin.questions if checkin else ():
        for asked in (question, question.more):
            if asked is not None and asked.id == item.question:
                return asked
    return None


def with_known_own(coalition: Coalition, prompt: Prompt) -> Prompt:
    """The prompt without own questions that the coalition doesn't ask any more."""
    own = tuple(item for item in prompt.own if question_of(coalition, item) is not None)
    known = replace(prompt, own=own)
    if known.asking is Asking.OWN and known.open_own is None:
        return replace(known, asking=Asking.WRAP_UP)
    return known


async def read_asked(unit: CoalitionUnit, coalition: Coalition, prompt: Prompt) -> Asked:
    """Reads the answers to a prompt whose own questions are all known."""
    if not prompt.own:
        return Asked()
    found = {answer.id: answer for answer in await unit.own_answers(prompt=prompt.id)}
    asked = {item.number: question_of(coalition, item) for item in prompt.own}
    return Asked(
        questions={number: q for number, q in asked.items() if q is not None},
        answers={i.number: found[i.answer] for i in prompt.own if i.answer in found},
    )


async def keep_own(
    unit: CoalitionUnit,
    coalition: Coalition,
    prompt: Prompt,
    asked: Asked,
    values: Values,
    *,
    saying: Saying,
    now: datetime,
) -> tuple[Prompt, tuple[OwnAnswer, ...]]:
    """Stores answers to own questions; nothing is rewritten. The prompt is the caller's to store.

    `asked`: before these values, so a follow-up that they brought isn't in it. Returns all answers
    that were touched, too, as they are stored.
    """
    touched: list[OwnAnswer] = []
    items = {item.number: item for item in prompt.own}
    for number, value in values.items():
        old = asked.answers.get(number)
        if old is not None:
            gone = replace(old, withdrawn=now) if value is None else replace(old, replaced=now)
            await unit.put_own_answer(gone)
            touched.append(gone)
        new = None
        question = question_of(coalition, items[number])
        if value is not None and question is not None:
            new = _answer(coalition, prompt, items[number], question, value, saying, now)
            new = replace(new, replaces=None if old is None else old.id)
            await unit.add_own_answer(new)
            touched.append(new)
        items[number] = replace(items[number], answer=None if new is None else new.id)
    kept = replace(prompt, own=tuple(items[item.number] for item in prompt.own))
    return kept, tuple(touched)


def _answer(  # noqa: PLR0917 - what there is to know of an answer
    coalition: Coalition,
    prompt: Prompt,
    item: OwnItem,
    question: OwnQuestion,
    value: str,
    saying: Saying,
    now: datetime,
) -> OwnAnswer:
    language = coalition.language_of(saying.person, coalition.today(now))
    return OwnAnswer(
        id=new_id(),
        checkin=item.checkin,
        question=item.question,
        asked=texts_in(question, language),
        value=value,
        person=saying.person,
        organisation=prompt.items[0].organisation,
        at=saying.moment(now, since=prompt.sent or prompt.due),
        recorded=now,
        kind=question.kind,
        language=language_of(value, language, coalition),
        visibility=question.visibility,
        prompt=prompt.id,
        source=saying.source,
    )
