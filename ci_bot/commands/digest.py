"""Commands about digests: reading one, and the backbone's hand on the one that waits."""

from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.authority import Right
from ci_bot.domain.digest.archive import Search, parse_wanted
from ci_bot.domain.rhythm.period import PeriodError
from ci_bot.messages.blocks import Message
from ci_bot.views.digest import archive
from ci_bot.views.digest import steering as views
from ci_bot.views.digest.preview import preview_message


async def show(request: Request) -> Message:
    """A posted digest again, as far as those who read the answer may see."""
    try:
        last = request.text.casefold() in ("", "last")
        wanted = None if last else parse_wanted(request.text)
    except PeriodError:
        raise UsageError(archive.no_period(request.reader, request.text)) from None
    found = await request.use.show_digest(request.uow, request.coalition, wanted)
    if isinstance(found, Search):
        return archive.not_found(request.reader, found)
    theirs = await request.use.show_digest(request.uow, request.coalition, wanted, request.audience)
    if isinstance(theirs, Search):
        return archive.not_found(request.reader, theirs)
    return archive.shown_again(request.reader, found, theirs)


async def preview(request: Request) -> Message:
    """What the digest would be now."""
    found = await request.use.preview_digest(request.uow, request.coalition, request.now)
    return preview_message(found, request.reader)


async def post(request: Request) -> Message:
    """Posts it now."""
    posted = await request.use.post_digest(
        request.uow, request.coalition, request.person, request.now
    )
    return views.posted(request.reader, posted)


async def hold(request: Request) -> Message:
    """Keeps it back."""
    held = await request.use.steer_digest.hold(request.uow, request.coalition.id)
    return views.held(request.reader) if held else views.none_waits(request.reader)


async def intro(request: Request) -> Message:
    """The backbone's words on top."""
    digest = await request.use.steer_digest.introduce(
        request.uow, request.coalition, request.text, request.person, request.now
    )
    return views.introduced(request.reader, digest) if digest else views.none_waits(request.reader)


async def drop(request: Request) -> Message:
    """Leaves lines of the preview out."""
    if not request.words or not all(word.isdecimal() for word in request.words):
        raise UsageError
    numbers = tuple(int(word) for word in request.words)
    try:
        digest = await request.use.steer_digest.drop(request.uow, request.coalition.id, numbers)
    except LookupError as error:
        raise UsageError(views.no_such_line(request.reader, error.args[0])) from None
    return views.dropped(request.reader, numbers) if digest else views.none_waits(request.reader)


COMMANDS = (
    Command(
        words=("digest",),
        handler=show,
        arguments="[last or PERIOD]",
        example="digest 2026-W47",
        about=_("the last digest, or an earlier one"),
    ),
    Command(
        words=("digest", "preview"),
        handler=preview,
        right=Right.BACKBONE,
        private=True,
        about=_("what the next digest holds so far"),
    ),
    Command(
        words=("digest", "post"),
        handler=post,
        right=Right.BACKBONE,
        about=_("post the digest now"),
    ),
    Command(
        words=("digest", "hold"),
        handler=hold,
        right=Right.BACKBONE,
        about=_("keep the digest back until you post it"),
    ),
    Command(
        words=("digest", "intro"),
        handler=intro,
        right=Right.BACKBONE,
        arguments="TEXT",
        example="digest intro A good week for the schools.",
        about=_("your words on top of the digest"),
    ),
    Command(
        words=("digest", "drop"),
        handler=drop,
        right=Right.BACKBONE,
        arguments="N",
        example="digest drop 3",
        about=_("leave a line of the preview out"),
    ),
)
