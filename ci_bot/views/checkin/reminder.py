"""The reminder: private, without blame, with everything needed to answer."""

from ci_bot.domain.prompt import Prompt
from ci_bot.messages.blocks import Message, Note, Paragraph
from ci_bot.messages.inline import Code, Words, line
from ci_bot.views.checkin.questions import question
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Sheet


def reminder(reader: Reader, sheet: Sheet, prompt: Prompt) -> Message:
    """What is still open, until when, and the open question again."""
    _ = reader.gettext
    titles = [f"{e.number} {e.title}" for e in sheet.entries if e.due and not e.settled]
    still = line(
        _("{coalition}: {activities} can still go into the digest, until {moment}."),
        coalition=Words(sheet.coalition),
        activities=Words(reader.listed(titles)),
        moment=reader.moment_there(sheet.closes),
    )
    ways = line(
        _("All as before: {same}. No reminders: {off}. Stop asking: {stop}."),
        same=Code("same"),
        off=Code("settings remind off"),
        stop=Code("stop"),
    )
    asked = question(reader, sheet, prompt, ways=False)
    if sheet.card and prompt.sent is not None:
        text = _("The buttons are in my message of {moment}; or write here, or {checkin}.")
        moment = reader.moment(prompt.sent)
        asked = (Paragraph(line(text, moment=moment, checkin=Code("checkin"))),)
    return Message((Paragraph(still), *asked, Note(ways)), reader.language)
