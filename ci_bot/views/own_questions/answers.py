"""What was answered to a check-in's own questions, for the backbone alone."""

from collections.abc import Sequence

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.messages.blocks import Block, Bullets, Paragraph
from ci_bot.messages.inline import Line, Strong, Words, line
from ci_bot.views.own_questions.questions import value_text
from ci_bot.views.reader import Reader


def own_answers(
    reader: Reader, coalition: Coalition, answers: Sequence[OwnAnswer]
) -> tuple[Block, ...]:
    """By question, in the words of the question as it was first asked."""
    blocks: list[Block] = []
    for key in dict.fromkeys((answer.checkin, answer.question) for answer in answers):
        given = [answer for answer in answers if (answer.checkin, answer.question) == key]
        blocks.append(Paragraph(line("{question}", question=Strong(given[0].asked))))
        blocks.append(Bullets(tuple(_given(reader, coalition, answer) for answer in given)))
    return tuple(blocks)


def _given(reader: Reader, coalition: Coalition, answer: OwnAnswer) -> Line:
    person = coalition.people.get(answer.person)
    return line(
        reader.gettext("{name}: “{words}”"),
        name=Words(answer.person if person is None else person.name),
        words=Words(value_text(reader, answer.kind, answer.value), answer.language),
    )
