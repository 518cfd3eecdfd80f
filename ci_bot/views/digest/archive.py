"""What is answered to somebody who asks for the digest of some days."""

from ci_bot.domain.digest.archive import Search
from ci_bot.domain.digest.content import DigestContent
from ci_bot.messages.blocks import Bullets, Divider, Heading, Message, Paragraph
from ci_bot.messages.inline import Code, Line, line
from ci_bot.views.digest.formats import digest_message
from ci_bot.views.digest.lines import entry_line
from ci_bot.views.quoting import quoted
from ci_bot.views.reader import Reader


def shown_again(reader: Reader, everybody: DigestContent, theirs: DigestContent) -> Message:
    """The digest that everybody reads, then apart what only few may: not to be passed on."""
    shown = digest_message(everybody, reader)
    read_by_all = set(everybody.top.entries())
    narrower = tuple(entry for entry in theirs.top.entries() if entry not in read_by_all)
    if not narrower:
        return shown
    heading = Heading(line(reader.gettext("Not for everybody")))
    apart = Bullets(tuple(entry_line(entry, reader) for entry in narrower))
    return Message((*shown.blocks, Divider(), heading, apart), reader.language)


def not_found(reader: Reader, search: Search) -> Message:
    """None of those days, and the nearest ones; or several, to choose from."""
    _ = reader.gettext
    if search.found:
        said = _("There are several digests of that time:")
        periods = tuple(digest.period for digest in search.found)
    elif search.nearest:
        said = _("There is no digest of that time. The nearest:")
        periods = search.nearest
    else:
        said = _("There is no digest yet.")
        periods = ()
    commands = tuple((Code(f"digest {period}"),) for period in periods)
    listed = (Bullets(commands),) if commands else ()
    return Message((Paragraph(line(said)), *listed), reader.language)


def no_period(reader: Reader, text: str) -> Line:
    """That is no period, in one sentence."""
    _ = reader.gettext
    said = _("“{text}” is no period; write one like 2026-W47, 2026-11 or 2026-11-25.")
    return line(said, text=quoted(text))
