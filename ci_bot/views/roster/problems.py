"""Why a change of the roster can't be, in one sentence, and what to write instead."""

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.rhythm.schedule_grammar import Expected
from ci_bot.domain.roster.error import RosterError, Wrong
from ci_bot.messages.blocks import Message, Paragraph
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.views.quoting import quoted
from ci_bot.views.reader import Reader
from ci_bot.views.roster.fields import name_in
from ci_bot.views.schedules import expected

_ANYTHING = ("activities", "people", "organisations", "working_groups", "goals", "measures")
_MOST = 12
"""More names than this nobody reads; a command lists them."""
_LISTED_BY = {"people": "who", "activities": "activities", "organisations": "who"}


def problem(reader: Reader, coalition: Coalition, error: RosterError) -> Message:
    """The sentence; nothing was changed."""
    return Message((Paragraph(_said(reader, coalition, error)),), reader.language)


def _said(reader: Reader, coalition: Coalition, error: RosterError) -> Line:
    if error.why is Wrong.NO_SCHEDULE:
        (what,) = error.names
        return expected(reader, error.text, Expected(what))
    known = error.names
    where = ""
    if error.why is Wrong.NOT_FOUND:
        where = next((_LISTED_BY[s] for s in error.names if s in _LISTED_BY), "")
        known = tuple(name for s in error.names for name in getattr(coalition, s))
    if error.why is Wrong.NOT_FOUND:
        known = known[:_MOST]
    named = [name_in(_ANYTHING, name, coalition) for name in known]
    return line(
        _sentence(reader, error, listed=bool(where), any_known=bool(known)),
        text=quoted(error.text),
        field=Code(error.field),
        names=Words(reader.listed(named)),
        where=Code(where),
        country=Code("country DE"),
        region=Code("region DE-BY"),
        zone=Code("timezone Europe/Berlin"),
        language=Code("language de"),
        day=Code("27 Nov"),
        milestone=Code('milestone "Printed" 20 June'),
        own=Code("id ANOTHER"),
        grant=Code("role grant PERSON representative for ORG"),
        backbone=Code("role grant PERSON backbone"),
        lead=Code("activity edit NAME lead PERSON"),
        archive=Code("activity archive NAME"),
        org=Code("for ORG"),
    )


def _sentence(reader: Reader, error: RosterError, *, listed: bool, any_known: bool) -> str:
    _ = reader.gettext
    match error.why:
        case Wrong.NO_SUCH_FIELD:
            return _("I can't place “{text}”. Fields: {names}. Put names with blanks in quotes.")
        case Wrong.TWICE:
            return _("{field} stands there twice; nothing was changed.")
        case Wrong.NO_VALUE:
            return _("Something is missing behind {field}.")
        case Wrong.MUST_BE:
            return _("{field} has to be given.")
        case Wrong.TOO_LONG:
            return _("“{text}” is too long.")
        case Wrong.NOT_FOUND if listed:
            return _("I know no “{text}” here. {where} lists them.")
        case Wrong.NOT_FOUND if any_known:
            return _("I know no “{text}” here. There are: {names}.")
        case Wrong.NOT_FOUND:
            return _("I know no “{text}” here, and there are none yet.")
        case Wrong.SEVERAL:
            return _("Several are called “{text}”. Write the id instead: {names}.")
        case Wrong.NOT_ONE_OF:
            return _("“{text}” is not possible for {field}. Possible: {names}.")
        case Wrong.NO_CHOICE:
            return _("{field} is missing. Possible: {names}.")
        case _:
            so_already = _("That is so already; nothing was changed.")
            return _others(reader).get(error.why, so_already)


def _others(reader: Reader) -> dict[Wrong, str]:
    _ = reader.gettext
    return {
        Wrong.NO_SLUG: _("“{text}” can't be an id: small letters, digits, dots and dashes only."),
        Wrong.NO_COUNTRY: _("“{text}” is no country in two letters, such as {country}."),
        Wrong.NO_REGION: _("“{text}” is no country or region, such as {region}."),
        Wrong.NO_ZONE: _("I know no time zone “{text}”. One is {zone}."),
        Wrong.NO_LANGUAGE: _("I know no language “{text}”. One is {language}."),
        Wrong.NO_DATE: _("I find no date in “{text}”. One is {day}, also after a milestone."),
        Wrong.NO_MILESTONE: _("There is no milestone “{text}”. To add one: {milestone}"),
        Wrong.TAKEN: _("The id {text} is taken."),
        Wrong.SAME_NAME: _("There is a “{text}” already. If this is another one, add {own}."),
        Wrong.NOT_IN: _("{text} has no role here, so they can't lead or stand in. First: {grant}"),
        Wrong.ENDS_FIRST: _("The end has to come after the start."),
        Wrong.SUPPORTS_ITSELF: _("{text} leads this activity, so it can't support it as well."),
        Wrong.REINFORCES_ITSELF: _("{text} can't reinforce itself."),
        Wrong.OWN_DEPUTY: _("{text} can't be lead and deputy at once."),
        Wrong.ARCHIVED: _("{text} has left, or is archived."),
        Wrong.LEADS: _(
            "{text} still leads {names}. First give these to others ({lead}),"
            " or archive them ({archive})."
        ),
        Wrong.WITHOUT_LEAD: _("Nobody would lead {names}: no deputy can stand in. First: {lead}"),
        Wrong.LAST_BACKBONE: _("Nobody of the backbone would be left. First: {backbone}"),
        Wrong.GROUP_IN_USE: _("{text} is still in use by {names}. Change these first."),
        Wrong.NOT_HELD: _("{text} does not have that role."),
        Wrong.WHICH_ROLE: _("For which organisation: {names}? Add {org}."),
        Wrong.DOES_NOT_FIT: _("That would not fit together: {names}"),
    }
