"""What the bot tells the backbone when something needs a human: what happened, and what to do."""

from ci_bot.domain.delivery import DeliveryKind
from ci_bot.messages.blocks import Message, Paragraph
from ci_bot.messages.inline import Code, Words, line
from ci_bot.ports.outgoing import Failure
from ci_bot.views.reader import Reader


def wrong_person(reader: Reader, name: str) -> Message:
    """Somebody says that they are not who we ask."""
    _ = reader.gettext
    said = line(
        _("{name} says I ask the wrong person, so I stopped. {invite} links somebody else."),
        name=Words(name),
        invite=Code("invite PERSON"),
    )
    return Message((Paragraph(said),), reader.language)


def account_moved(reader: Reader, was: str, name: str) -> Message:
    """An account now stands for somebody else, by a code."""
    _ = reader.gettext
    said = line(
        _("The account of {was} is now linked to {name}, by a code. If that is wrong: {invite}."),
        was=Words(was),
        name=Words(name),
        invite=Code("invite PERSON"),
    )
    return Message((Paragraph(said),), reader.language)


def room_lost(reader: Reader, room: str, reason: str, successor: str | None) -> Message:
    """A linked room can't be posted to any more."""
    _ = reader.gettext
    blocks = [
        Paragraph(
            line(
                _("I can't post to the room {room} any more ({reason})."),
                room=Code(room),
                reason=reason,
            )
        )
    ]
    if successor is None:
        text = _("Invite me again, or give the command {unlink} there if that is right.")
        blocks.append(Paragraph(line(text, unlink=Code("unlink"))))
    else:
        text = _("It moved to {room}. If that is right, give the command {link} in the new room.")
        blocks.append(Paragraph(line(text, room=Code(successor), link=Code("link here FOR"))))
    return Message(tuple(blocks), reader.language)


def not_delivered(
    reader: Reader, kind: DeliveryKind, place: str, failure: Failure, reason: str
) -> Message:
    """One message did not reach its place, for good."""
    _ = reader.gettext
    what = _kind(reader, kind)
    said = line(_("{what} for {place} was not delivered."), what=what, place=Words(place))
    why = line("{why} ({reason})", why=_why(reader, failure), reason=Code(reason or failure.value))
    return Message((Paragraph(said), Paragraph(why)), reader.language)


def platform_stopped(reader: Reader, platform: str, reason: str) -> Message:
    """A whole platform refuses the bot."""
    _ = reader.gettext
    said = line(
        _("{platform} refuses me ({reason}). Nothing goes out there until whoever hosts me acts."),
        platform=Words(platform),
        reason=Code(reason),
    )
    return Message((Paragraph(said),), reader.language)


def not_understood(reader: Reader, person: str | None) -> Message:
    """A message made the program fail again and again; it is kept, but had no effect."""
    _ = reader.gettext
    if person is None:
        said = line(_("I could not work on a message that I received. It is kept; ask your host."))
    else:
        said = line(
            _("I could not work on a message of {person}. It is kept; ask them, and your host."),
            person=Words(person),
        )
    return Message((Paragraph(said),), reader.language)


def unreadable(reader: Reader) -> Message:
    """The sender's message can't be decrypted (yet)."""
    _ = reader.gettext
    said = line(
        _("I could not read your message: its key has not reached me. I asked for it. "
          "If I stay silent, please send it once more.")
    )  # fmt: skip
    return Message((Paragraph(said),), reader.language)


def _kind(reader: Reader, kind: DeliveryKind) -> str:
    _ = reader.gettext
    match kind:
        case DeliveryKind.PROMPT:
            return _("The check-in")
        case DeliveryKind.REMINDER:
            return _("The reminder")
        case DeliveryKind.DIGEST | DeliveryKind.DIGEST_ADDED:
            return _("The digest")
        case DeliveryKind.CHART:
            return _("The chart")
        case DeliveryKind.PREVIEW:
            return _("The preview")
        case DeliveryKind.ANNOUNCEMENT:
            return _("The announcement")
        case DeliveryKind.INTRODUCTION:
            return _("The introduction")
        case DeliveryKind.REPLY | DeliveryKind.NOTICE | DeliveryKind.HOME | DeliveryKind.RELAY:
            return _("A message")


def _why(reader: Reader, failure: Failure) -> str:
    _ = reader.gettext
    match failure:
        case Failure.EXPIRED:
            return _("It could not be sent in time.")
        case Failure.TOO_LONG:
            return _("The platform refuses a message of this size.")
        case Failure.TARGET_GONE:
            return _("I can't reach this room or person. Invite me again, or link another.")
        case Failure.DOUBTFUL:
            return _("It may have arrived. Please look there before you post it yourself.")
        case Failure.ORPHANED | Failure.BROKEN:
            return _("That is a mistake in me. Please tell whoever hosts me.")
