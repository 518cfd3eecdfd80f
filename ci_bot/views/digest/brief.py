"""A brief: the short form of a digest for the backbone and for the steering committee."""

from collections.abc import Iterable, Iterator

from ci_bot.domain.digest.content import (
    AtRisk,
    Brief,
    BriefFor,
    DigestContent,
    Entry,
    GoalAtRisk,
)
from ci_bot.messages.blocks import Block, Bullets, Heading, Note, Paragraph
from ci_bot.messages.inline import Code, Line, Strong, Words, line
from ci_bot.views.asks.asks import what_to_do
from ci_bot.views.digest.headline import coverage_line, digest_headline
from ci_bot.views.digest.lines import entry_line, sentences
from ci_bot.views.reader import Reader
from ci_bot.views.statuses import status_name


def brief_blocks(
    content: DigestContent, brief: Brief, reader: Reader, *, numbered: bool = False
) -> Iterator[Block]:
    """What stands under the title: what came in, what waits for a decision, where the rest is."""
    _ = reader.gettext
    yield Note(line(_whose(brief, reader)))
    yield Paragraph(
        sentences(coverage_line(content, reader), digest_headline(content.headline, reader))
    )
    yield from brief_sections(brief, reader, numbered=numbered)
    rest = content.brief_details
    at_risk = brief.at_risk or (rest is not None and rest.at_risk)
    if brief.reader is BriefFor.STEERING and not at_risk:
        yield Paragraph(line(_("Nothing is at risk, as far as the coalition was told.")))
    if content.moved:
        more = reader.ngettext(
            "{count} more line is in the thread.",
            "{count} more lines are in the thread.",
            content.moved,
        )
        yield Note(line(more, count=content.moved))
    yield Note(line(_("The whole digest: {command}"), command=Code("digest")))


def brief_sections(brief: Brief, reader: Reader, *, numbered: bool = False) -> Iterator[Block]:
    """Its lines, each section under its heading."""
    _ = reader.gettext

    def section(heading: str, entries: Iterable[Entry]) -> Iterator[Block]:
        items = tuple(entry_line(entry, reader, numbered=numbered) for entry in entries)
        if items:
            yield Heading(line(heading))
            yield Bullets(items)

    steering = brief.reader is BriefFor.STEERING
    yield from section(_("Decisions") if steering else _("To follow up"), brief.decide)
    yield from section(_("Only the backbone reads this"), brief.private)
    yield from section(_("Open for more than 14 days"), brief.waiting)
    if not steering:
        yield from what_to_do(reader, tuple(e.ask for e in brief.waiting if e.ask is not None))
    if brief.at_risk:
        yield Heading(line(_("At risk, goal by goal")))
        yield Bullets(tuple(_goal(goal, reader) for goal in brief.at_risk))


def _whose(brief: Brief, reader: Reader) -> str:
    _ = reader.gettext
    if brief.reader is BriefFor.STEERING:
        return _("Brief for the steering committee")
    return _("Brief for the backbone")


def _goal(goal: GoalAtRisk, reader: Reader) -> Line:
    _ = reader.gettext
    activities = sentences(*(_activity(one, reader) for one in goal.activities))
    if goal.goal is None:
        return line(_("Without a goal: {activities}"), activities=activities)
    return line(_("{goal}: {activities}"), goal=Words(goal.goal), activities=activities)


def _activity(one: AtRisk, reader: Reader) -> Line:
    return line(
        reader.gettext("{activity}: {status} (since {since})."),
        activity=Strong(one.activity),
        status=status_name(reader, one.status),
        since=reader.day(one.since),
    )
