"""What is said in a chat about files that only the host can write."""

from ci_bot.messages.blocks import Message, Paragraph
from ci_bot.messages.inline import Code, line
from ci_bot.views.reader import Reader


def ask_the_host(reader: Reader, command: str) -> Message:
    """No file can be sent here; the line that makes one."""
    _ = reader.gettext
    told = line(_("I can't send files in a chat. Whoever hosts me makes this one with:"))
    rule = line(
        _("It holds everything, whoever may read it, with a column that says who may. "
          "Please hand it on with care.")
    )  # fmt: skip
    shown = Paragraph(line("{command}", command=Code(command)))
    return Message((Paragraph(told), shown, Paragraph(rule)), reader.language)


def definitions(reader: Reader, command: str) -> Message:
    """The same of measures, of which there are no values yet."""
    _ = reader.gettext
    told = line(_("I can't send files in a chat. Whoever hosts me makes this one with:"))
    rule = line(_("It holds the definitions; values of measures are not kept yet."))
    shown = Paragraph(line("{command}", command=Code(command)))
    return Message((Paragraph(told), shown, Paragraph(rule)), reader.language)
