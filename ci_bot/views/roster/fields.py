"""The words for what can be changed in the roster, and for its values."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from babel import Locale, UnknownLocaleError

from ci_bot.domain.activity import Milestone
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.organisation import Partnership
from ci_bot.messages.inline import Code, Inline, Plain, Words
from ci_bot.views.reader import Reader

_SECTIONS = {
    "lead_person": ("people",),
    "deputy_person": ("people",),
    "co_chairs": ("people",),
    "lead_organisation": ("organisations",),
    "supporting": ("organisations",),
    "organisations": ("organisations",),
    "working_group": ("working_groups",),
    "goal": ("goals",),
    "reinforces": ("activities", "goals", "measures"),
    "measures": ("measures",),
}
_CODES = ("country", "timezone", "region", "rhythm", "meets")


def label(reader: Reader, attribute: str) -> str:
    """What a field is called, to stand in front of its value."""
    _ = reader.gettext
    known = {
        "name": _("name"),
        "title": _("title"),
        "kind": _("kind"),
        "country": _("country"),
        "region": _("region"),
        "timezone": _("time zone"),
        "language": _("language"),
        "partnership": _("partnership"),
        "note": _("note"),
        "lead_organisation": _("organisation"),
        "lead_person": _("lead"),
        "deputy_person": _("deputy"),
        "supporting": _("supported by"),
        "goal": _("goal"),
        "working_group": _("working group"),
        "reinforces": _("reinforces"),
        "measures": _("measures"),
        "start": _("start"),
        "end": _("end"),
        "rhythm": _("rhythm"),
        "meets": _("meets"),
        "milestones": _("milestones"),
        "co_chairs": _("co-chairs"),
        "organisations": _("organisations"),
    }
    return known.get(attribute, attribute)


def value(reader: Reader, attribute: str, given: Any, *coalitions: Coalition) -> Inline:
    """A value in words; names are those of the first coalition that knows them."""
    match given:
        case Partnership():
            return Plain(partnership(reader, given))
        case date():
            return Plain(reader.day_in_full(given))
        case tuple():
            return Words(reader.listed(_one(reader, attribute, v, coalitions) for v in given))
        case str() if attribute == "language":
            return Plain(reader.language_name(given))
        case str() if attribute in _CODES:
            return Code(given)
        case _:
            return Words(_one(reader, attribute, given, coalitions))


def called(attribute: str, id_: str, *coalitions: Coalition) -> str:
    """What people call the thing of that id which the attribute names."""
    return name_in(_SECTIONS.get(attribute, ()), id_, *coalitions)


def name_in(sections: Sequence[str], id_: str, *coalitions: Coalition) -> str:
    """The name of an entry in one of these sections, else its id."""
    for coalition in coalitions:
        for section in sections:
            entry = getattr(coalition, section).get(id_)
            if entry is not None:
                names = (getattr(entry, n, "") for n in ("name", "title", "text"))
                return next(filter(None, names), id_)
    return id_


def known_fields(reader: Reader, names: tuple[str, ...]) -> str:
    """What may stand behind a name, in one sentence; nothing where nothing may."""
    if not names:
        return ""
    return reader.gettext("Fields: {names}.").format(names=", ".join(names))


def is_language(tag: str) -> bool:
    """Whether it is the tag of a language, such as `pt-BR`."""
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def partnership(reader: Reader, given: Partnership) -> str:
    """Where a partnership stands, in a word."""
    _ = reader.gettext
    match given:
        case Partnership.INVITED:
            return _("invited")
        case Partnership.ACTIVE:
            return reader.pgettext("partnership", "active")
        case Partnership.PAUSED:
            return reader.pgettext("partnership", "paused")
        case Partnership.LEFT:
            return reader.pgettext("partnership", "left")


def _one(reader: Reader, attribute: str, given: Any, coalitions: tuple[Coalition, ...]) -> str:
    if isinstance(given, Milestone):
        return reader.gettext("{milestone} ({day})").format(
            milestone=given.text, day=reader.day(given.date)
        )
    return called(attribute, str(given), *coalitions)
