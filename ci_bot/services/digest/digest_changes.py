"""What changed in a posted digest, as lines for one audience."""

from collections.abc import Iterator
from dataclasses import dataclass

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.digest.content import Page
from ci_bot.domain.digest.material import Material, same, stood_beside
from ci_bot.domain.digest.own import answer_key, answer_line, asked_now
from ci_bot.domain.ids import ActivityId
from ci_bot.domain.own_question import texts_in
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import Audience, as_good_as_silence, audience_named, may_see
from ci_bot.messages.inline import Line
from ci_bot.services.digest.digest_messages import content_for
from ci_bot.views.digest.changes import added, corrected, taken_back
from ci_bot.views.reader import Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """The values that are new or different; `known_asks`: those the digest had before."""

    updates: tuple[Update, ...] = ()
    asks: tuple[Ask, ...] = ()
    known_asks: frozenset[int] = frozenset()
    own: tuple[OwnAnswer, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.updates or self.asks or self.own)


def changes_for(
    material: Material, change: Change, audience: str, reader: Reader
) -> tuple[Line, ...]:
    """A line for each activity, ask and own answer of which the audience may know it changed."""
    page = content_for(material, audience).top
    who = audience_named(audience)
    return (
        *_of_activities(material, change, who, page, reader),
        *_of_asks(material, change, who, page, reader),
        *_of_own(material, change, who, reader),
    )


def _of_activities(
    material: Material, change: Change, audience: Audience, page: Page, reader: Reader
) -> Iterator[Line]:
    touched: dict[ActivityId, bool] = {}
    for update in change.updates:
        if material.left_out(f"activity:{update.activity}"):
            continue
        old = material.read_before(update, audience)
        new = material.saw(update, audience) and not as_good_as_silence(update)
        if old and new and same(old, update) and update.withdrawn is None:
            continue
        if old and not new and stood_beside(old, update):
            continue
        if old or new:
            known = update.replaces is not None and update.replaces not in material.by_id
            read = old is not None or update.withdrawn is not None or known
            touched[update.activity] = read or touched.get(update.activity, False)
    for id_, read in touched.items():
        entry = page.entry(f"activity:{id_}")
        if entry is not None:
            yield corrected(entry, reader) if read else added(entry, reader)
        elif read:
            yield taken_back(material.coalition.activities[id_].title, reader)


def _of_asks(
    material: Material, change: Change, audience: Audience, page: Page, reader: Reader
) -> Iterator[Line]:
    activities = material.coalition.activities
    for ask in change.asks:
        activity = None if ask.activity is None else activities.get(ask.activity)
        key = f"{'lesson' if ask.kind is AskKind.LESSON else 'ask'}:{ask.number}"
        closed = ask.closed is not None and ask.withdrawn is None
        if closed or material.left_out(key) or not may_see(ask.visibility, activity, audience):
            continue
        entry = page.entry(key)
        if entry is None:
            yield taken_back(None if activity is None else activity.title, reader)
        elif ask.number in change.known_asks:
            yield corrected(entry, reader)
        else:
            yield added(entry, reader)


def _of_own(
    material: Material, change: Change, audience: Audience, reader: Reader
) -> Iterator[Line]:
    """The changed answers alone, without the others to the same question."""
    given = {answer.id: answer for answer in material.own}
    for answer in change.own:
        if answer.replaced is not None or material.left_out(answer_key(answer)):
            continue
        gone = answer.withdrawn is not None
        old = answer if gone else given.get(answer.replaces or "")
        read = old is not None and may_see(old.visibility, None, audience)
        shown = not gone and may_see(answer.visibility, None, audience)
        if shown and not (read and old and old.value == answer.value):
            entry = answer_line(material, [answer])
            yield corrected(entry, reader) if read else added(entry, reader)
        elif read and not shown:
            yield taken_back(texts_in(asked_now(material, answer), reader.language), reader)
