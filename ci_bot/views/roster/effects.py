"""What follows from a change of the roster, in sentences."""

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.roster.effects import Effect, Follows
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.views.reader import Reader


def follows(reader: Reader, effect: Effect, coalition: Coalition) -> Line:
    """One consequence, and what to do about it where somebody should."""
    person = effect.person
    activity = effect.names[0] if effect.follows is Follows.STANDS_IN else "NAME"
    lead = person if effect.follows is Follows.STANDS_IN else "PERSON"
    return line(
        _sentence(reader, effect),
        name=Words("" if person is None else coalition.people[person].name),
        names=Words(reader.listed(effect.names)),
        day="" if effect.day is None else reader.day_in_full(effect.day),
        invite=Code(f"invite {person}"),
        lead=Code(f"activity edit {activity} lead {lead}"),
        count=str(effect.number),
    )


def _sentence(reader: Reader, effect: Effect) -> str:
    _, ngettext = reader.gettext, reader.ngettext
    match effect.follows:
        case Follows.NOT_LINKED:
            return _("{name} has no chat account here yet: {invite} gives you a code for them.")
        case Follows.STOPPED:
            return _("{name} asked me to stop; I ask the deputy, if there is one.")
        case Follows.LEFT:
            return _("{name} has no role here any more; I ask them nothing. What they said stays.")
        case Follows.STANDS_IN:
            return _("{name} stands in for {names} until you name a lead, for example: {lead}")
        case Follows.LEADS_UNTIL:
            return _("{name} leads {names} only until {day}; name somebody else by then: {lead}")
        case Follows.STILL_STEWARD:
            return _("{name} is still the steward of {names}; the coalition file can name another.")
        case Follows.NEXT_CHECKIN:
            return _("I ask about {names} from the next check-in on.")
        case Follows.NOT_ASKED:
            return _("I ask nobody about {names} while the organisation is not active.")
        case Follows.NARROWED:
            return ngettext(
                "{count} thing that was told to {names} alone is now read by the backbone alone.",
                "{count} things that were told to {names} alone are now read by the backbone "
                "alone.",
                effect.number,
            )
        case Follows.WOULD_NARROW:
            return ngettext(
                "{count} thing that was told to {names} alone would be read by the backbone alone.",
                "{count} things that were told to {names} alone would be read by the backbone "
                "alone.",
                effect.number,
            )
        case Follows.STAYS_NARROW:
            return _(
                "What the backbone alone reads about {names} stays so: only who said it can show "
                "it to others."
            )
