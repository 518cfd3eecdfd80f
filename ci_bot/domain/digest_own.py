"""What was answered to a coalition's own questions, as far as an audience may read it."""

from collections.abc import Iterator

from ci_bot.domain.digest_content import AnswerLine, Voice
from ci_bot.domain.digest_material import Material
from ci_bot.domain.digest_progress import excerpt, organisation_name
from ci_bot.domain.own_answer import OwnAnswer
from ci_bot.domain.own_question import OwnQuestion, QuestionKind
from ci_bot.domain.visibility import Audience, may_see


def own_lines(material: Material, audience: Audience) -> tuple[AnswerLine, ...]:
    """One line for each question, in the order first answered; who said nothing is in none."""
    shown = [a for a in selected_answers(material) if may_see(a.visibility, None, audience)]
    keys = dict.fromkeys((answer.checkin, answer.question) for answer in shown)
    return tuple(
        _line(material, [a for a in shown if (a.checkin, a.question) == key]) for key in keys
    )


def selected_answers(material: Material) -> Iterator[OwnAnswer]:
    """The answers first given in the digest's time, each in its last form."""
    digest = material.digest
    later = {answer.replaces: answer for answer in material.own if answer.replaces is not None}
    for answer in material.own:
        first = answer.replaces is None and digest.since <= answer.recorded < digest.until
        last = answer
        while first and last.id in later:
            last = later[last.id]
        if first and last.withdrawn is None:
            yield last


def _line(material: Material, answers: list[OwnAnswer]) -> AnswerLine:
    first = answers[0]
    return AnswerLine(
        key=f"own:{first.checkin}:{first.question}",
        question=_question(material, first),
        answers=tuple(
            Voice(
                words=excerpt(answer.value, _language(answer)),
                organisation=organisation_name(material.coalition, answer.organisation),
            )
            for answer in answers
        ),
    )


def _language(answer: OwnAnswer) -> str | None:
    """Only a person's own words are in one."""
    return answer.language if answer.kind is QuestionKind.TEXT else None


def _question(material: Material, answer: OwnAnswer) -> OwnQuestion:
    """The question as it is asked now; where it isn't any more, as it was."""
    checkin = material.coalition.checkins.get(answer.checkin)
    for question in checkin.questions if checkin else ():
        for asked in (question, question.more):
            if asked is not None and asked.id == answer.question:
                return asked
    return OwnQuestion(id=answer.question, text=answer.asked, kind=answer.kind)
