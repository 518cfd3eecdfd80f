"""The words for a status and for who may read, in the reader's language."""

from ci_bot.domain.status import Status, Visibility
from ci_bot.views.reader import Reader


def status_name(reader: Reader, status: Status) -> str:
    """`on track`: the word comes first, before any symbol or colour."""
    _ = reader.gettext
    match status:
        case Status.NOT_STARTED:
            return _("not started")
        case Status.ON_TRACK:
            return _("on track")
        case Status.AT_RISK:
            return _("at risk")
        case Status.OFF_TRACK:
            return _("off track")
        case Status.ON_HOLD:
            return _("on hold")
        case Status.DONE:
            return _("done")
        case Status.DROPPED:
            return _("dropped")


def readers_name(reader: Reader, visibility: Visibility) -> str:
    """Who may read, in words."""
    _ = reader.gettext
    match visibility:
        case Visibility.BACKBONE:
            return _("backbone only")
        case Visibility.WORKING_GROUP:
            return _("the working group")
        case Visibility.COALITION:
            return _("the whole coalition")
