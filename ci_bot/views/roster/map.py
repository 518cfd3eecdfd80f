"""The map of the agenda: who does what, what reinforces what, and questions to the co-chairs."""

from collections.abc import Sequence

from ci_bot.domain.ids import GoalId
from ci_bot.domain.matching.agenda_map import AgendaMap, Asks, GoalMap, Question, Work
from ci_bot.messages.blocks import Block, Bullets, Heading, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Line, Plain, Strong, Words, line
from ci_bot.views.reader import Reader

WHOLE = 12
"""Activities that a phone shows at once; of more there is an overview first."""
QUESTIONS = 6
"""Questions that can be talked about at once."""
NAMES = 4
"""Names in one list."""


def whole_map(reader: Reader, agenda: AgendaMap) -> Message:
    """Everything where it is little; else goal by goal in numbers, and how to see one."""
    _ = reader.gettext
    blocks: list[Block] = []
    if not any(goal.id is not None for goal in agenda.goals):
        blocks.append(Paragraph(line(_("There are no goals yet."))))
    if sum(len(goal.work) for goal in agenda.goals) <= WHOLE:
        for goal in agenda.goals:
            blocks += _goal(reader, goal)
    else:
        numbered = [goal for goal in agenda.goals if goal.id is not None]
        blocks.append(Bullets(tuple(_counted(reader, goal) for goal in numbered), start=1))
        blocks += [b for goal in agenda.goals if goal.id is None for b in _goal(reader, goal)]
        if numbered:
            how = line(_("Who does what toward the first: {command}"), command=Code("map 1"))
            blocks.append(Note(how))
    return Message((*blocks, *_asked(reader, agenda.questions)), reader.language)


def one_goal(reader: Reader, agenda: AgendaMap, wanted: Sequence[GoalId]) -> Message:
    """Some goals in full, with the questions that belong to them."""
    blocks = [b for goal in agenda.goals if goal.id in wanted for b in _goal(reader, goal)]
    questions = [question for question in agenda.questions if question.goal in wanted]
    return Message((*blocks, *_asked(reader, questions)), reader.language)


def _goal(reader: Reader, goal: GoalMap) -> list[Block]:
    _ = reader.gettext
    if goal.id is None:
        heading = line(_("Without a goal"))
    else:
        heading = line("{number}. {goal}", number=goal.number, goal=Words(goal.text))
    if not goal.work:
        return [Heading(heading), Paragraph(line(_("Nobody works on this now.")))]
    return [Heading(heading), Bullets(tuple(_work(reader, work) for work in goal.work))]


def _work(reader: Reader, work: Work) -> Line:
    _ = reader.gettext
    facts: dict[str, Words | Strong] = {"title": Strong(work.title), "lead": Words(work.lead)}
    if work.supporting:
        facts["others"] = Words(_listed(reader, work.supporting))
        said = line(_("{title}: {lead}, with {others}."), **facts)
    else:
        said = line(_("{title}: {lead}."), **facts)
    if work.begins is not None:
        said = (*said, Plain(" "), *line(_("Begins {day}."), day=reader.day(work.begins)))
    if work.reinforces:
        names = Words(_listed(reader, work.reinforces))
        said = (*said, Plain(" "), *line(_("Reinforces {names}."), names=names))
    return said


def _counted(reader: Reader, goal: GoalMap) -> Line:
    _ = reader.gettext
    if not goal.work:
        return line(_("{goal}: nobody works on this now."), goal=Words(goal.text))
    activities = reader.ngettext("{count} activity", "{count} activities", len(goal.work))
    there = reader.ngettext("{count} organisation", "{count} organisations", goal.organisations)
    return line(
        _("{goal}: {activities}, {organisations}."),
        goal=Words(goal.text),
        activities=activities.format(count=len(goal.work)),
        organisations=there.format(count=goal.organisations),
    )


def _asked(reader: Reader, questions: Sequence[Question]) -> list[Block]:
    _ = reader.gettext
    if not questions:
        return []
    shown = tuple(_question(reader, question) for question in questions[:QUESTIONS])
    blocks: list[Block] = [Heading(line(_("Questions for the co-chairs"))), Bullets(shown)]
    more = len(questions) - len(shown)
    if more:
        text = reader.ngettext(
            "{count} more question: {command}", "{count} more questions: {command}", more
        )
        blocks.append(Note(line(text, count=more, command=Code("map GOAL"))))
    return blocks


def _question(reader: Reader, question: Question) -> Line:
    _ = reader.gettext
    first, last = Words(question.names[0]), Words(question.names[-1])
    match question.asks:
        case Asks.WHO_WORKS:
            return line(_("Who could work toward “{goal}”?"), goal=last)
        case Asks.WHO_JOINS:
            text = _("Who could join {organisation} in working toward “{goal}”?")
            return line(text, organisation=first, goal=last)
        case Asks.WHICH_GOAL:
            return line(_("Which goal does {activity} serve?"), activity=first)
        case Asks.WHAT_REINFORCES:
            text = _("What could {activity} reinforce, and what could reinforce it?")
            return line(text, activity=first)
        case Asks.WHO_LEADS:
            return line(_("Who could lead {activity}?"), activity=first)
        case Asks.WHO_CHAIRS:
            return line(_("Who could co-chair {group}?"), group=first)
        case Asks.WHAT_TO_SHARE:
            text = _("{activities} serve the same goal and measure. What could they share?")
            quoted = [_("“{words}”").format(words=name) for name in question.names]
            return line(text, activities=Words(_listed(reader, quoted)))


def _listed(reader: Reader, names: Sequence[str]) -> str:
    """The names, or the first of them and how many more."""
    if len(names) <= NAMES:
        return reader.listed(names)
    more = len(names) - NAMES + 1
    text = reader.ngettext("{count} more", "{count} more", more).format(count=more)
    return reader.listed((*names[: NAMES - 1], text))
