"""The public holidays of the next weeks, where people are, and which check-ins they move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ci_bot.messages.blocks import Block, Bullets, Heading, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Line, line
from ci_bot.views.names import named
from ci_bot.views.reader import Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """So many people of a region are asked on another date than the check-in's."""

    day: date
    to: date
    region: str
    people: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HolidayPlan:
    """What comes, and what isn't known.

    `days`: each holiday with the number of people of each region who have it. `nowhere`: names of
    people of whom nobody says where they are. `unknown`: regions without data.
    """

    days: Sequence[tuple[date, Mapping[str, int]]]
    moved: Sequence[Moved] = ()
    nowhere: Sequence[str] = ()
    unknown: Sequence[str] = ()


def holidays(reader: Reader, plan: HolidayPlan) -> Message:
    """What comes, what it moves, and what isn't known."""
    _ = reader.gettext
    blocks: list[Block] = []
    if plan.days:
        blocks.append(Heading(line(_("Public holidays in the next 60 days"))))
        blocks.append(Bullets(tuple(_day(reader, day, where) for day, where in plan.days)))
    else:
        blocks.append(Paragraph(line(_("No public holiday in the next 60 days."))))
    if plan.moved:
        blocks.append(Heading(line(_("Check-ins that they move"))))
        blocks.append(Bullets(tuple(_moved(reader, moved) for moved in plan.moved)))
    elif plan.days:
        blocks.append(Paragraph(line(_("They move no check-in."))))
    if plan.unknown:
        text = _("I know no holidays of {regions}. {line} sets another region.")
        regions = reader.listed(plan.unknown)
        blocks.append(Note(line(text, regions=regions, line=_SET)))
    if plan.nowhere:
        text = _("I don't know in which country these people are: {people}. {line} says it.")
        blocks.append(Note(line(text, people=named(reader, plan.nowhere), line=_SET)))
    return Message(tuple(blocks), reader.language)


_SET = Code("person edit PERSON region DE-BY")


def region_name(reader: Reader, region: str) -> str:
    """`Germany (BY)` for `DE-BY`, in the reader's language."""
    country, _, part = region.partition("-")
    name = str(reader.locale.territories.get(country.upper(), country))
    return f"{name} ({part})" if part else name


def _day(reader: Reader, day: date, where: Mapping[str, int]) -> Line:
    places = []
    for region, number in sorted(where.items()):
        text = reader.ngettext("{region}: {number} person", "{region}: {number} people", number)
        places.append(text.format(region=region_name(reader, region), number=number))
    return line("{day}. {places}", day=reader.weekday(day), places=reader.apart(places))


def _moved(reader: Reader, moved: Moved) -> Line:
    text = reader.ngettext(
        "Check-in of {day}: {number} person in {region} is asked on {to}.",
        "Check-in of {day}: {number} people in {region} are asked on {to}.",
        moved.people,
    )
    return line(
        text,
        day=reader.weekday(moved.day),
        number=moved.people,
        region=region_name(reader, moved.region),
        to=reader.weekday(moved.to),
    )
