"""Finding again what was said and agreed, as far as those who read the answer may see."""

from ci_bot.commands.line import number_in
from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.activity import Activity
from ci_bot.domain.ask import AskKind
from ci_bot.domain.search import MOST_WORDS, folded, sight_of
from ci_bot.messages.blocks import Message
from ci_bot.views import searching as views
from ci_bot.views.searching import Page

SHOWN = 5
"""Hits of one page."""
AGREED = 3
"""Of agenda and activities, before all that was said."""
LAST_PAGE = 200


async def search(request: Request) -> Message:
    """A page of what has all the words, newest first."""
    words, number = _asked(request)
    if not words:
        raise UsageError
    page = await _page(request, words, number, only=None)
    return views.hits(request.reader, request.coalition, page)


async def lessons(request: Request) -> Message:
    """A page of what was learned."""
    words, number = _asked(request)
    page = await _page(request, words, number, only=AskKind.LESSON)
    return views.lessons(request.reader, request.coalition, page)


def _asked(request: Request) -> tuple[tuple[str, ...], int]:
    """The words as they are compared, and the number of the page."""
    words, number = request.words, 1
    if len(words) > 1 and words[-2].casefold() == "page":
        number = number_in(words[-1]) or 1
        words = words[:-2]
    wanted = tuple(filter(None, (folded(word).strip() for word in words)))
    return wanted[:MOST_WORDS], min(number, LAST_PAGE)


async def _page(
    request: Request, words: tuple[str, ...], number: int, *, only: AskKind | None
) -> Page:
    sight = sight_of(request.coalition, request.audience)
    found = await request.unit.search(
        words, sight, only=only, skip=(number - 1) * SHOWN, limit=SHOWN + 1
    )
    more = ""
    if len(found) > SHOWN:
        command = "search" if only is None else "lessons"
        typed = " ".join(f'"{word}"' if " " in word else word for word in words)
        more = f"{command} {typed} page {number + 1}".replace("  ", " ")
    return Page(
        number=number,
        words=words,
        found=found[:SHOWN],
        agreed=_agreed(request, words) if only is None and number == 1 else (),
        more=more,
    )


def _agreed(request: Request, words: tuple[str, ...]) -> tuple[Activity | str, ...]:
    coalition = request.coalition
    texts = [coalition.common_agenda, *(goal.text for goal in coalition.goals.values())]
    known: list[tuple[str, Activity | str]] = [(text, text) for text in texts]
    known += [(a.title, a) for a in coalition.activities.values() if not a.archived]
    found = [one for text, one in known if all(word in folded(text) for word in words)]
    return tuple(found[:AGREED])


COMMANDS = (
    Command(
        words=("search",),
        handler=search,
        arguments="WORDS [page N]",
        example="search printer leaflets",
        about=_("find what was said, asked, learned or agreed"),
    ),
    Command(
        words=("lessons",),
        handler=lessons,
        arguments="[WORDS] [page N]",
        example="lessons school",
        about=_("what others learned"),
    ),
)
