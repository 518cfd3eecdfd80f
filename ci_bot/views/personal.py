"""What the bot says about a person's own settings."""

from babel.dates import get_day_names

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.messages.blocks import Bullets, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Line, line
from ci_bot.views.quoting import quoted
from ci_bot.views.reader import Reader


def settings(reader: Reader, coalition: Coalition, person: PersonId) -> Message:
    """The settings in force, and a line to copy that changes one."""
    _ = reader.gettext
    change = line(_("To change: {line}"), line=Code("settings hour 19:00 days thu,sat"))
    return Message((in_force(reader, coalition, person), Note(change)), reader.language)


def in_force(reader: Reader, coalition: Coalition, person: PersonId) -> Bullets:
    """When and how the person is asked."""
    _ = reader.gettext
    own = coalition.people[person].settings
    days = get_day_names("wide", locale=reader.locale)
    facts: list[Line] = [
        line(_("Time zone: {zone}"), zone=reader.zone),
        line(_("Language: {language}"), language=reader.language_name(reader.language)),
    ]
    if own.hour:
        facts.append(line(_("Asked at {hour}"), hour=own.hour.strftime("%H:%M")))
    else:
        facts.append(line(_("Asked at the coalition's hour")))
    if own.days:
        names = reader.listed(days[day - 1] for day in own.days)
        facts.append(line(_("Asked on {days}"), days=names))
    if own.every_weeks:
        text = reader.ngettext(
            "Asked at most once a week", "Asked at most every {number} weeks", own.every_weeks
        )
        facts.append(line(text, number=own.every_weeks))
    if own.platform:
        facts.append(line(_("Asked on {platform}"), platform=own.platform))
    facts.append(line(_("One reminder: yes") if own.remind else _("One reminder: no")))
    if own.stopped:
        facts.append(line(_("You asked me to stop; {line} starts again"), line=Code("back")))
    return Bullets(tuple(facts))


def impossible(reader: Reader, key: str, expected: str) -> Line:
    """Why a setting can't be, in one sentence."""
    _ = reader.gettext
    text = _("“{key}” needs another value, such as: {expected}.")
    return line(text, key=quoted(key), expected=expected)


def not_changed(reader: Reader, key: str, expected: str) -> Message:
    """The same as a message; nothing was changed."""
    return Message((Paragraph(impossible(reader, key, expected)),), reader.language)


def stopped(reader: Reader) -> Message:
    """From now on nothing is asked."""
    _ = reader.gettext
    said = line(
        _("Done, I ask you nothing any more. {back} starts again; you can still write {update}."),
        back=Code("back"),
        update=Code("update"),
    )
    return Message((Paragraph(said),), reader.language)


def back(reader: Reader) -> Message:
    """Prompts come again."""
    _ = reader.gettext
    text = _(
        "Good to have you back. I ask you again from the next check-in on. {checkin} shows what is"
        " open now."
    )
    said = line(text, checkin=Code("checkin"))
    return Message((Paragraph(said),), reader.language)


def not_you(reader: Reader) -> Message:
    """The wrong person was asked."""
    _ = reader.gettext
    said = line(_("Sorry. I ask you nothing any more, and I told the backbone."))
    return Message((Paragraph(said),), reader.language)
