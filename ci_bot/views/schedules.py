"""What the bot says about a schedule that it can't read."""

from ci_bot.domain.rhythm.schedule_grammar import MOST_DAYS, MOST_WEEKS, Expected
from ci_bot.messages.inline import Line, line
from ci_bot.views.quoting import quoted
from ci_bot.views.reader import Reader


def expected(reader: Reader, found: str, what: Expected) -> Line:
    """Why a schedule can't be read, in one sentence."""
    _ = reader.gettext
    if what is Expected.END:
        return line(_("“{found}” is too much here."), found=quoted(found))
    text = _("“{found}” does not fit. Here stands: {what}.")
    if not found:
        text = _("Something is missing at the end: {what}.")
    return line(text, found=quoted(found), what=_part(reader, what))


def _part(reader: Reader, what: Expected) -> str:
    _ = reader.gettext
    texts = {
        Expected.SCHEDULE: _("weekly, biweekly, monthly, every 2 weeks or a weekday"),
        Expected.NUMBER: _("a number of weeks from 1 to {weeks}"),
        Expected.WEEKS: _("the word weeks"),
        Expected.WEEKDAY: _("a weekday: mon, tue, wed, thu, fri, sat or sun"),
        Expected.DAY: _(
            "first, second, third, fourth or last and a weekday, or a day from 1 to 31"
        ),
        Expected.MEETING: _("the id of a working group that says when it meets"),
        Expected.AHEAD: _("how long before, from -0 days to -{days} days"),
        Expected.HOUR: _("an hour from 00:00 to 23:59, such as 09:30"),
    }
    return texts[what].format(weeks=MOST_WEEKS, days=MOST_DAYS)
