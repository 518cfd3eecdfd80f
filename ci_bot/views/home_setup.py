"""The backbone's part of the home tab: what is set up, what is missing, what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.links import Links
from ci_bot.domain.setup import Step
from ci_bot.messages.blocks import Block, Bullets, Choice, Choices, Heading, Message, Note
from ci_bot.messages.inline import Code, Line, line
from ci_bot.views.names import named
from ci_bot.views.reader import Reader
from ci_bot.views.roster.channels import channel_name
from ci_bot.views.roster.setup_steps import step_blocks


@dataclass(frozen=True, kw_only=True, slots=True)
class Setup:
    """What the bot can tell by itself.

    `troubles`: for staff. The next freeze and digest are None while the coalition is paused.
    `steps`: to the first digest.
    """

    links: Links
    troubles: Sequence[str]
    freeze: datetime | None
    digest: datetime | None
    steps: Sequence[Step] = ()


def setup_message(reader: Reader, setup: Setup) -> Message:
    """The same as an answer to whoever asked, in private."""
    return Message(tuple(setup_blocks(reader, setup, "")), reader.language)


def setup_blocks(reader: Reader, setup: Setup, command: str) -> Iterator[Block]:
    """The checklist, and what the backbone looks at most; the answers come in private."""
    _ = reader.gettext
    yield Heading(line(_("For the backbone")))
    yield from step_blocks(reader, setup.steps)
    yield Bullets(tuple(_checklist(reader, setup)))
    yield Choices((
        Choice(value=f"{command}checkin status", label=_("How far is the check-in?")),
        Choice(value=f"{command}digest preview", label=_("What will the digest say?")),
        Choice(value=f"{command}rhythm", label=_("Rhythm")),
    ))  # fmt: skip
    yield Note(line(_("Only you see this.")))


def _checklist(reader: Reader, setup: Setup) -> Iterator[Line]:
    _ = reader.gettext
    links = setup.links
    if links.missing:
        text = _("{invite} makes a code for who has no account yet: {names}")
        names = named(reader, [person.name for person in links.missing])
        yield line(text, names=names, invite=Code("invite PERSON"))
    else:
        yield line(_("Everybody with a role has an account."))
    if links.rooms:
        rooms = [channel_name(reader, channel) for channel in links.rooms]
        yield line(_("Linked channels: {rooms}."), rooms=named(reader, rooms))
    if not links.digest:
        yield line(_("No channel gets the digest yet: {line} there."), line=Code("link here FOR"))
    if not links.backbone:
        yield line(_("Without a channel of the backbone, I write to each of you directly."))
    if links.unseen:
        text = _("I can't see {rooms} yet. Please invite me there.")
        yield line(text, rooms=named(reader, links.unseen))
    for trouble in setup.troubles:
        yield line(_("Trouble: {what}"), what=Code(trouble))
    if setup.freeze is None or setup.digest is None:
        yield line(_("Paused: nothing goes out by itself. {line} goes on."), line=Code("resume"))
    else:
        text = _("Next: content fixed {freeze}, digest {digest} ({zone})")
        yield line(
            text,
            freeze=reader.moment(setup.freeze),
            digest=reader.moment(setup.digest),
            zone=reader.zone,
        )
