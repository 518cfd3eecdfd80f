"""What was answered to a coalition's own questions, as far as an audience may read it."""

from collections.abc import Iterable, Iterator, Sequence

from ci_bot.domain.digest.content import AnswerLine, Voice
from ci_bot.domain.digest.material import Material
from ci_bot.domain.digest.progress import excerpt, organisation_name
from ci_bot.domain.own_question import OwnQuestion, QuestionKind
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.domain.visibility import Audience, may_see


def own_lines(material: Material, audience: Audience) -> tuple[AnswerLine, ...]:
    """One line for each question, in the order first answered; who said nothing is in none."""
    shown = [a for a in selected_answers(material) if may_see(a.visibility, None, audience)]
    keys = dict.fromkeys((answer.checkin, answer.question) for answer in shown)
    return tuple(
        answer_line(material, [a for a in shown if (a.checkin, a.question) == key]) for key in keys
    )


def selected_answers(material: Material) -> Iterator[OwnAnswer]:
    """The answers that the digest tells, each in its last form."""
    for *_, last in answer_forms(material.own):
        if last.withdrawn is None:
            yield last


def answer_forms(own: Iterable[OwnAnswer]) -> Iterator[Sequence[OwnAnswer]]:
    """All forms of each answer whose first one is among these, oldest first."""
    answers = list(own)
    later = {answer.replaces: answer for answer in answers if answer.replaces is not None}
    for answer in answers:
        if answer.replaces is None:
            forms = [answer]
            while forms[-1].id in later:
                forms.append(later[forms[-1].id])
            yield forms


def answer_line(material: Material, answers: Sequence[OwnAnswer]) -> AnswerLine:
    """The line of answers to the same question; there is at least one."""
    first = answers[0]
    return AnswerLine(
        key=answer_key(first),
        question=asked_now(material, first),
        answers=tuple(
            Voice(
                words=excerpt(answer.value, _language(answer)),
                organisation=organisation_name(material.coalition, answer.organisation),
            )
            for answer in answers
        ),
    )


def answer_key(answer: OwnAnswer) -> str:
    """The key of the line that the answer stands in."""
    return f"own:{answer.checkin}:{answer.question}"


def _language(answer: OwnAnswer) -> str | None:
    """Only a person's own words are in one."""
    return answer.language if answer.kind is QuestionKind.TEXT else None


def asked_now(material: Material, answer: OwnAnswer) -> OwnQuestion:
    """The question as it is asked now; where it isn't any more, as it was."""
    checkin = material.coalition.checkins.get(answer.checkin)
    for question in checkin.questions if checkin else ():
        for asked in (question, question.more):
            if asked is not None and asked.id == answer.question:
                return asked
    return OwnQuestion(id=answer.question, text=answer.asked, kind=answer.kind)
