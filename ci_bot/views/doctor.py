"""What is wrong in a coalition, in words, each with one thing to do; with names, so in private."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from ci_bot.messages.blocks import Bullets, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Line, line
from ci_bot.views.names import named
from ci_bot.views.reader import Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnosis:
    """What is wrong; empty where all is well.

    `stopped`: platforms that refuse the bot. `waiting`: messages that are late. `rooms`, `people`:
    where something could not be delivered, lately. `doubts`: deliveries that nobody is sure of.
    `unlinked`: people with a role and no account; `elsewhere`: those whose platform the bot has
    not. `leaderless`, `chairless`: activities and groups. `unseen`: channels not shown by any
    platform. `unreadable`: direct chats with a message that could not be decrypted, lately.
    """

    stopped: Sequence[str] = ()
    clock_back: bool = False
    waiting: int = 0
    rooms: Sequence[str] = ()
    people: Sequence[str] = ()
    doubts: int = 0
    unplanned: bool = False
    unlinked: Sequence[str] = ()
    elsewhere: Sequence[str] = ()
    leaderless: Sequence[str] = ()
    chairless: Sequence[str] = ()
    no_channel: bool = False
    unseen: Sequence[str] = ()
    unreadable: int = 0
    regions: Sequence[str] = ()

    @property
    def well(self) -> bool:
        """Whether nothing is wrong."""
        return not any(getattr(self, field.name) for field in fields(self))


def diagnosis(reader: Reader, found: Diagnosis) -> Message:
    """One line for each thing that is wrong, the worst first."""
    _ = reader.gettext
    if found.well:
        said = line(_("All well: I see nothing that needs you."))
        return Message((Paragraph(said),), reader.language)
    items = (*_machine(reader, found), *_deliveries(reader, found), *_roster(reader, found))
    return Message(
        (Bullets(items), Note(line(_("Only you see this. Please do not pass names on.")))),
        reader.language,
    )


def _machine(reader: Reader, found: Diagnosis) -> Iterator[Line]:
    _ = reader.gettext
    for what in found.stopped:
        text = _("Nothing goes out over {what}. Ask whoever hosts me to look at {line}.")
        yield line(text, what=Code(what), line=Code("ci-bot status"))
    if found.clock_back:
        yield line(_("My clock went back. Ask whoever hosts me to set it right."))
    if found.unplanned:
        text = _("The next check-in or digest is not planned. {pause}, then {resume} plans it.")
        yield line(text, pause=Code("pause"), resume=Code("resume"))
    if found.waiting:
        text = reader.ngettext(
            "{number} message is late. If that lasts, ask whoever hosts me to look at {line}.",
            "{number} messages are late. If that lasts, ask whoever hosts me to look at {line}.",
            found.waiting,
        )
        yield line(text, number=found.waiting, line=Code("ci-bot status"))


def _deliveries(reader: Reader, found: Diagnosis) -> Iterator[Line]:
    _ = reader.gettext
    if found.rooms:
        text = _("Not delivered to {rooms} lately. Invite me there again, or write {line} there.")
        yield line(text, rooms=named(reader, found.rooms), line=Code("unlink"))
    if found.people:
        text = _("Not delivered to {names} lately. {line} links another account.")
        yield line(text, names=named(reader, found.people), line=Code("invite PERSON"))
    if found.doubts:
        text = reader.ngettext(
            "I am not sure whether {number} message arrived. Answer my question, or look there.",
            "I am not sure whether {number} messages arrived. Answer my questions, or look there.",
            found.doubts,
        )
        yield line(text, number=found.doubts)
    if found.no_channel:
        yield line(_("No channel gets the digest yet: {line} there."), line=Code("link here FOR"))
    if found.unseen:
        text = _("I can't see {rooms} yet. Please invite me there.")
        yield line(text, rooms=named(reader, found.unseen))
    if found.unreadable:
        text = reader.ngettext(
            "I could not read a message in {number} direct chat. Its sender knows; ask them to "
            "write again.",
            "I could not read messages in {number} direct chats. Their senders know; ask them to "
            "write again.",
            found.unreadable,
        )
        yield line(text, number=found.unreadable)


def _roster(reader: Reader, found: Diagnosis) -> Iterator[Line]:
    _ = reader.gettext
    if found.unlinked:
        text = _("{invite} makes a code for who has no account yet: {names}")
        yield line(text, names=named(reader, found.unlinked), invite=Code("invite PERSON"))
    if found.elsewhere:
        text = _("{line} links another account for {names}: I don't work with their platform.")
        yield line(text, names=named(reader, found.elsewhere), line=Code("invite PERSON"))
    if found.leaderless:
        text = _("No lead is here any more for {titles}. {line} names one.")
        yield line(
            text,
            titles=named(reader, found.leaderless),
            line=Code("activity edit ACTIVITY lead PERSON"),
        )
    if found.chairless:
        text = _("No co-chair leads {groups}. {line} names one.")
        yield line(
            text,
            groups=named(reader, found.chairless),
            line=Code("group edit GROUP co-chair PERSON"),
        )
    if found.regions:
        text = _("I know no holidays of {regions}. {line} sets another region.")
        yield line(
            text,
            regions=named(reader, found.regions),
            line=Code("person edit PERSON region DE-BY"),
        )
