"""What the bot says about commands themselves: unknown, wrong, refused, or perhaps meant."""

from ci_bot.domain.authority import Right
from ci_bot.messages.blocks import Bullets, Choice, Choices, Message, Paragraph
from ci_bot.messages.inline import Code, Line, Strong, Words, line
from ci_bot.views.quoting import quoted
from ci_bot.views.reader import Reader


def unknown(reader: Reader, *, answers: bool = False) -> Message:
    """Nothing here is a command, and nothing was asked; `answers`: at times the reader is."""
    _ = reader.gettext
    text = _("I did not understand that. Write {help} to see what I can do.")
    if answers:
        text = _("I did not understand that. {checkin} shows how to answer, {help} what I can do.")
    said = line(text, help=Code("help"), checkin=Code("checkin"))
    return Message((Paragraph(said),), reader.language)


def did_you_mean(reader: Reader, name: str, meant: str) -> Message:
    """A near name, as a question; nothing is done before a yes."""
    _ = reader.gettext
    said = line(
        _("I know no “{name}”. Did you mean {meant}? {yes} or {no}"),
        name=quoted(name),
        meant=Strong(meant),
        yes=Code("y"),
        no=Code("n"),
    )
    taps = Choices((Choice("y", _("yes")), Choice("n", _("no"))), listed=False)
    return Message((Paragraph(said), taps), reader.language)


def let_go(reader: Reader) -> Message:
    """The guess was wrong."""
    _ = reader.gettext
    said = line(_("All right, nothing done. {help} lists the commands."), help=Code("help"))
    return Message((Paragraph(said),), reader.language)


def which_coalition(reader: Reader, names: tuple[str, ...]) -> Message:
    """Somebody in several coalitions gave a command in a direct message."""
    _ = reader.gettext
    asked = line(_("For which coalition? Answer with the number."))
    items = tuple(line("{name}", name=Words(name)) for name in names)
    taps = tuple(Choice(str(number), name) for number, name in enumerate(names, start=1))
    return Message(
        (Paragraph(asked), Bullets(items, start=1), Choices(taps, listed=False)), reader.language
    )


def usage(reader: Reader, usage: str, example: str, reason: str | Line) -> Message:
    """The arguments did not fit: why, and a line to copy."""
    _ = reader.gettext
    said = [Paragraph(line("{reason}", reason=reason))] if reason else []
    said.append(Paragraph(line(_("Write: {usage}"), usage=Code(usage))))
    if example:
        said.append(Paragraph(line(_("For example: {example}"), example=Code(example))))
    return Message(tuple(said), reader.language)


def not_yours(reader: Reader, name: str, right: Right) -> Message:
    """A command for others."""
    _ = reader.gettext
    match right:
        case Right.BACKBONE:
            text = _(
                "{command} is for the backbone. Ask them, or write {help} for what you can do."
            )
        case Right.REPRESENTATIVE:
            text = _(
                "{command} is for people who answer for an activity. {help} shows what you can do."
            )
        case _:
            text = _("{command} is for people of the partners. {help} shows what you can do.")
    said = line(text, command=Code(name), help=Code("help"))
    return Message((Paragraph(said),), reader.language)


def not_here(reader: Reader, name: str) -> Message:
    """A backbone command in a room of others."""
    _ = reader.gettext
    said = line(
        _("{command} works here in our direct chat, and in the backbone's own room."),
        command=Code(name),
    )
    return Message((Paragraph(said),), reader.language)


def not_there_yet(reader: Reader, name: str) -> Message:
    """A command of the surface whose part of the bot isn't built."""
    _ = reader.gettext
    said = line(_("{command} is not there yet. Nothing was changed."), command=Code(name))
    return Message((Paragraph(said),), reader.language)


def no_such_thing(reader: Reader, name: str, where: str) -> Message:
    """A name that stands for nothing, and the command that lists the right ones."""
    _ = reader.gettext
    said = line(
        _("I know no “{name}” here. {where} lists them."), name=quoted(name), where=Code(where)
    )
    return Message((Paragraph(said),), reader.language)
