"""The home tab: what one person has in their coalitions, with what to press."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.messages.blocks import (
    Block,
    Bullets,
    Choice,
    Choices,
    Divider,
    Heading,
    Message,
    Paragraph,
)
from ci_bot.messages.inline import Code, Line, Strong, Words, line
from ci_bot.messages.shorten import shorten
from ci_bot.views.home_setup import Setup, setup_blocks
from ci_bot.views.personal import in_force
from ci_bot.views.reader import Reader
from ci_bot.views.roster.listing import Standing
from ci_bot.views.statuses import status_name

SHOWN = 10
"""Lines of one list."""
ASKED = 5
"""Activities of the open check-in that have a button of their own."""
COALITIONS = 3
"""More would not fit one tab."""
QUOTED = 90
"""Characters of somebody's words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One coalition of the person's.

    `command`: what stands before a command where it has to say which coalition is meant. `asked`:
    the open check-in's activities, each as (form's id, title). `setup`: for the backbone alone.
    """

    reader: Reader
    coalition: Coalition
    person: PersonId
    standings: Sequence[Standing]
    asks: Sequence[Ask]
    command: str = ""
    asked: Sequence[tuple[str, str]] = ()
    next_asked: date | None = None
    setup: Setup | None = None


def home(parts: Sequence[Part]) -> Message:
    """All of it, one coalition below the other."""
    blocks: list[Block] = []
    for part in parts[:COALITIONS]:
        blocks += [*([Divider()] if blocks else []), *_part(part)]
    reader = parts[0].reader
    if len(parts) > COALITIONS:
        blocks.append(Paragraph(more(reader, len(parts) - COALITIONS)))
    return Message(tuple(blocks), reader.language)


def stranger(reader: Reader) -> Message:
    """Somebody whom nobody invited; it tells nothing of any coalition."""
    _ = reader.gettext
    said = line(
        _("Hello. I work with people who were invited. With a code, write me {join}."),
        join=Code("join CODE"),
    )
    return Message((Paragraph(said),), reader.language)


def more(reader: Reader, number: int) -> Line:
    """What a list leaves out."""
    text = reader.ngettext("and {number} more", "and {number} more", number)
    return line(text, number=number)


def _part(part: Part) -> Iterator[Block]:
    _ = part.reader.gettext
    yield Heading(line("{name}", name=Words(part.coalition.name)))
    yield from _check_in(part)
    if part.standings:
        yield Heading(line(_("My activities")))
        yield _listed(part.reader, [_standing(part.reader, s) for s in part.standings])
    yield Heading(line(_("My asks and offers")))
    if part.asks:
        yield _listed(part.reader, [_ask(part.reader, ask) for ask in part.asks])
    else:
        yield Paragraph(line(_("None are open. {ask} or {offer} begins."),
                        ask=Code("ask TEXT"), offer=Code("offer TEXT")))  # fmt: skip
    yield Choices((Choice(value=f"{part.command}asks", label=_("All that are open")),))
    yield from _settings(part)
    if part.setup is not None:
        yield from setup_blocks(part.reader, part.setup, part.command)


def _check_in(part: Part) -> Iterator[Block]:
    _ = part.reader.gettext
    who = part.coalition.people[part.person]
    today = part.reader.today
    if part.asked:
        yield Heading(line(_("Your check-in is open")))
        for number, (form, title) in enumerate(part.asked[:ASKED]):
            yield Paragraph(line("{title}", title=Strong(title)))
            answer = Choice(
                value=f"{part.command}checkin", label=_("Answer"), opens=form, strong=number == 0
            )
            yield Choices((answer,))
        if len(part.asked) > ASKED:
            yield Paragraph(more(part.reader, len(part.asked) - ASKED))
        yield Choices((
            Choice(value=f"{part.command}same", label=_("No change in all")),
            Choice(value=f"{part.command}checkin", label=_("Show it in our chat")),
        ))  # fmt: skip
    elif who.away_until is not None and who.away_until > today:
        text = _("I ask you nothing until {day}.")
        yield Paragraph(line(text, day=part.reader.weekday(who.away_until)))
    elif part.next_asked is not None:
        text = _("Next check-in: {day}")
        yield Paragraph(line(text, day=part.reader.weekday(part.next_asked)))


def _settings(part: Part) -> Iterator[Block]:
    _ = part.reader.gettext
    who = part.coalition.people[part.person]
    away = who.away_until is not None and who.away_until > part.reader.today
    form = f"settings:{part.coalition.id}"
    change = Choice(value=f"{part.command}settings", label=_("Change"), opens=form)
    if who.settings.stopped or away:
        other = Choice(value=f"{part.command}back", label=_("Ask me again"))
    else:
        other = Choice(value=f"{part.command}stop", label=_("Stop asking me"))
    yield Heading(line(_("My settings")))
    yield in_force(part.reader, part.coalition, part.person)
    yield Choices(
        (change, other, Choice(value=f"{part.command}whoami", label=_("What is kept about me")))
    )


def _listed(reader: Reader, items: Iterable[Line]) -> Bullets:
    every = list(items)
    left = len(every) - SHOWN
    return Bullets((*every[:SHOWN], *([more(reader, left)] if left > 0 else [])))


def _standing(reader: Reader, standing: Standing) -> Line:
    _ = reader.gettext
    title, last = Strong(standing.activity.title), standing.last
    if last is None or last.status is None:
        return line(_("{title}: no update yet"), title=title)
    return line(
        _("{title}: {status}, {day}"),
        title=title,
        status=status_name(reader, last.status),
        day=reader.day(local_date(last.at, reader.zone)),
    )


def _ask(reader: Reader, ask: Ask) -> Line:
    _ = reader.gettext
    offered = ask.kind is AskKind.OFFER
    text = _("{number}. Offered: “{words}”") if offered else _("{number}. Needed: “{words}”")
    words, _cut = shorten(ask.text, QUOTED)
    return line(text, number=ask.number, words=Words(words, ask.language))
