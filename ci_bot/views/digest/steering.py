"""What the backbone is told when it holds, posts, introduces or trims a digest."""

from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.messages.blocks import Message, Paragraph
from ci_bot.messages.inline import Code, line
from ci_bot.views.reader import Reader


def none_waits(reader: Reader) -> Message:
    """Nothing is frozen just now."""
    _ = reader.gettext
    said = line(
        _("No digest waits now. {preview} shows what there is, {post} posts it now."),
        preview=Code("digest preview"),
        post=Code("digest post"),
    )
    return Message((Paragraph(said),), reader.language)


def held(reader: Reader) -> Message:
    """It waits for a human now."""
    _ = reader.gettext
    said = line(_("Held. It goes out only when you write {post}."), post=Code("digest post"))
    return Message((Paragraph(said),), reader.language)


def posted(reader: Reader, digest: Digest | None) -> Message:
    """It goes out, or has been out already."""
    _ = reader.gettext
    if digest is None:
        text = _("This period has had its digest. Changes are added to it by themselves.")
    else:
        text = _("It is on its way to every channel. I tell you if one can't be reached.")
    return Message((Paragraph(line(text)),), reader.language)


def introduced(reader: Reader, digest: Digest) -> Message:
    """The backbone's words stand on top, or were taken away."""
    _ = reader.gettext
    if digest.intro and digest.state is DigestState.QUIET:
        text = _("Your words stand on top. The rest was quiet: it goes out when you write {post}.")
        said = line(text, post=Code("digest post"))
    elif digest.intro:
        said = line(
            _("Your words stand on top now. {preview} shows it all."),
            preview=Code("digest preview"),
        )
    else:
        said = line(_("The words on top are taken away."))
    return Message((Paragraph(said),), reader.language)


def dropped(reader: Reader, numbers: tuple[int, ...]) -> Message:
    """Those lines are left out."""
    _ = reader.gettext
    text = reader.ngettext(
        "Left out: {numbers}. Its author is told.",
        "Left out: {numbers}. Their authors are told.",
        len(numbers),
    )
    said = line(text, numbers=reader.listed(map(str, numbers)))
    return Message((Paragraph(said),), reader.language)


def no_such_line(reader: Reader, number: int) -> str:
    """The preview has no such number, in one sentence."""
    _ = reader.gettext
    return _("The preview has no line {number}.").format(number=number)
