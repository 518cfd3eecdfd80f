"""What a search found: each hit with its day, activity, organisation, and an excerpt."""

from collections.abc import Sequence
from dataclasses import dataclass

from ci_bot.domain.activity import Activity
from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.digest.progress import organisation_name
from ci_bot.domain.ids import ActivityId
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.domain.search import Found, folded, said_at, words_of
from ci_bot.domain.update import Update
from ci_bot.messages.blocks import Block, Bullets, Message, Note, Paragraph
from ci_bot.messages.graphemes import border_before
from ci_bot.messages.inline import Code, Line, Strong, Words, line
from ci_bot.views.reader import Reader

EXCERPT = 160
"""Characters of one hit."""
BEFORE = 50
"""Of them, so many before what was looked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page of hits. `agreed`: what of agenda and activities has the words, on the first page.

    `words`: folded. `more`: the line that shows the next page, empty where there is none.
    """

    number: int
    words: Sequence[str]
    found: Sequence[Found]
    agreed: Sequence[Activity | str] = ()
    more: str = ""


def hits(reader: Reader, coalition: Coalition, page: Page) -> Message:
    """The hits of a page, or that there are none."""
    _ = reader.gettext
    items = [_agreed(reader, page, one) for one in page.agreed]
    items += [_hit(reader, coalition, page, one) for one in page.found]
    if not items:
        first = _("I found nothing that you may read here.")
        text = first if page.number == 1 else _("There is nothing more.")
        return Message((Paragraph(line(text)),), reader.language)
    return Message((Bullets(tuple(items)), *_more(reader, page)), reader.language)


def lessons(reader: Reader, coalition: Coalition, page: Page) -> Message:
    """What was learned, the newest first."""
    _ = reader.gettext
    items = tuple(_said(reader, coalition, page, one) for one in page.found)
    if not items and page.number == 1:
        text = line(_("Nothing is noted here yet. {line} begins."), line=Code("lesson TEXT"))
        searched = line(_("I found nothing that you may read here."))
        return Message((Paragraph(searched if page.words else text),), reader.language)
    if not items:
        return Message((Paragraph(line(_("There is nothing more."))),), reader.language)
    return Message((Bullets(items), *_more(reader, page)), reader.language)


def excerpt(text: str, words: Sequence[str]) -> str:
    """The part of a text around the first of the folded words, marked where it is cut."""
    text = " ".join(text.split())
    if len(text) <= EXCERPT:
        return text
    start = max(_place(text, words) - BEFORE, 0)
    start = border_before(text, start if start + EXCERPT <= len(text) else len(text) - EXCERPT)
    blank = text.find(" ", start, start + BEFORE)
    start = blank + 1 if start and blank >= 0 else start
    end = border_before(text, start + EXCERPT)
    blank = text.rfind(" ", start, end)
    end = blank if end < len(text) and blank > start + EXCERPT // 2 else end
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _place(text: str, words: Sequence[str]) -> int:
    """Where the first of the words begins; folding changes lengths, so each character is kept."""
    places: list[int] = []
    whole = ""
    for at, character in enumerate(text):
        shown = folded(character)
        whole += shown
        places += [at] * len(shown)
    found = [at for word in words if (at := whole.find(word)) >= 0]
    return places[min(found)] if found and places else 0


def _hit(reader: Reader, coalition: Coalition, page: Page, found: Found) -> Line:
    _ = reader.gettext
    match found:
        case Digest():
            return line(
                _("{day}, digest {period}: “{words}”"),
                day=_day(reader, found),
                period=found.period,
                words=Words(excerpt(found.intro, page.words)),
            )
        case Update():
            return _said(reader, coalition, page, found)
        case Ask():
            told = _said(reader, coalition, page, found)
            return line(_kind(reader, found.kind), number=found.number, told=told)


def _kind(reader: Reader, kind: AskKind) -> str:
    _ = reader.gettext
    match kind:
        case AskKind.ASK:
            return _("Ask {number}: {told}")
        case AskKind.OFFER:
            return _("Offer {number}: {told}")
        case AskKind.LESSON:
            return _("Learned: {told}")


def _said(reader: Reader, coalition: Coalition, page: Page, found: Found) -> Line:
    _ = reader.gettext
    if isinstance(found, Digest):
        return ()
    words = Words(excerpt(words_of(found), page.words), found.language)
    organisation = Words(organisation_name(coalition, found.organisation))
    day = _day(reader, found)
    title = _title(coalition, found.activity)
    if title is None:
        text = _("{day}, {organisation}: “{words}”")
        return line(text, day=day, organisation=organisation, words=words)
    text = _("{day}, {title}, {organisation}: “{words}”")
    return line(text, day=day, title=title, organisation=organisation, words=words)


def _agreed(reader: Reader, page: Page, found: Activity | str) -> Line:
    _ = reader.gettext
    if isinstance(found, str):
        return line(_("Common agenda: “{words}”"), words=Words(excerpt(found, page.words)))
    return line(
        _("Activity: {title}. {line} shows it."),
        title=Strong(found.title),
        line=Code(f"activity {found.id}"),
    )


def _title(coalition: Coalition, activity: ActivityId | None) -> Strong | None:
    known = None if activity is None else coalition.activities.get(activity)
    return None if known is None else Strong(known.title)


def _day(reader: Reader, found: Found) -> str:
    return reader.day(local_date(said_at(found), reader.zone))


def _more(reader: Reader, page: Page) -> tuple[Block, ...]:
    if not page.more:
        return ()
    return (Note(line(reader.gettext("More: {line}"), line=Code(page.more))),)
