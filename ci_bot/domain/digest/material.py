"""What a digest is made of, loaded once: its selection in its present form, and what was before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.ids import ActivityId, UpdateId
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import Audience, as_good_as_silence, may_see, narrower


@dataclass(frozen=True, kw_only=True)
class Material:
    """Everything for one digest.

    `updates`: all recorded since the digest's `since`, replaced and withdrawn ones too. `earlier`:
    the latest ones with a status before that. `asks`: all of the coalition; `due`:
    by number, the day by which something is needed, where its words say so. `own`: the answers to
    own questions that it tells, in all their forms.
    """

    coalition: Coalition
    digest: Digest
    updates: Sequence[Update]
    earlier: Sequence[Update]
    asks: Sequence[Ask]
    due: Mapping[int, date] = field(default_factory=dict)
    own: Sequence[OwnAnswer] = ()

    def local_day(self, instant: datetime) -> date:
        """The date of an instant where the coalition is."""
        return self.coalition.today(instant)

    @cached_property
    def day(self) -> date:
        """The day it goes out; fixed, so that later edits look ahead from the same day."""
        return self.local_day(self.digest.due)

    @cached_property
    def selected(self) -> Sequence[Update]:
        """The selection as it stands: in its last forms here, without what was withdrawn."""
        forms = present_forms(self.updates, self.digest.updates)
        # What replaced a last form was said too late to be here.
        return [
            replace(update, replaced=None) if update.replaced else update
            for update in forms
            if update.withdrawn is None
        ]

    @cached_property
    def news_of(self) -> Mapping[ActivityId, Sequence[Update]]:
        """The selection by activity, in the order said."""
        found: dict[ActivityId, list[Update]] = defaultdict(list)
        for update in sorted(self.selected, key=lambda update: (update.at, update.recorded)):
            if update.activity in self.coalition.activities:
                found[update.activity].append(update)
        return found

    @cached_property
    def before(self) -> Mapping[ActivityId, Sequence[Update]]:
        """What was known before this digest, by activity: what an earlier one told counts, too."""
        chosen = {update.id for update in self.selected}
        found: dict[ActivityId, list[Update]] = defaultdict(list)
        for update in (*self.earlier, *self.updates):
            if update.id not in chosen and update.recorded < self.digest.until:
                found[update.activity].append(update)
        return found

    @cached_property
    def selected_asks(self) -> Sequence[Ask]:
        """Its asks, offers and lessons, in the order of the selection."""
        by_number = {ask.number: ask for ask in self.asks if ask.withdrawn is None}
        return [by_number[number] for number in self.digest.asks if number in by_number]

    def left_out(self, key: str) -> bool:
        """Whether the backbone dropped that line, so that nothing is said of it anywhere."""
        lines = self.digest.lines
        return key in lines and lines.index(key) + 1 in self.digest.dropped

    @cached_property
    def by_id(self) -> Mapping[UpdateId, Update]:
        """Everything recorded since the beginning, replaced ones included."""
        return {update.id: update for update in self.updates}

    def corrected(self, update: Update, audience: Audience) -> bool:
        """Whether it corrects what this audience read in a posted digest: this one, or an earlier.

        What was said to fewer readers before is new to the others.
        """
        if update.replaces is None:
            return False
        if update.replaces not in self.by_id:
            return True
        posted = self.digest.posted
        old = self.read_before(update, audience)
        if posted is None or update.recorded < posted or old is None:
            return False
        return not same(old, update)

    def read_before(self, update: Update, audience: Audience) -> Update | None:
        """What the audience read in its place before, if there was anything to read."""
        new, old = update, self._replaced_by(update)
        while old is not None and not self.saw(old, audience):
            new, old = old, self._replaced_by(old)
            if old is not None and not stood_beside(old, new):
                return None
        return None if old is None or as_good_as_silence(old) else old

    def _replaced_by(self, update: Update) -> Update | None:
        return None if update.replaces is None else self.by_id.get(update.replaces)

    def saw(self, update: Update, audience: Audience) -> bool:
        """Whether the audience may see that update."""
        activity = self.coalition.activities.get(update.activity)
        return activity is not None and may_see(update.visibility, activity, audience)

    def readable(self, audience: Audience) -> Iterable[Update]:
        """The selected updates the audience may see, unconfirmed ones included."""
        return (update for update in self.selected if self.saw(update, audience))


def same(one: Update, other: Update) -> bool:
    """Whether both read the same."""
    return (one.words.strip(), one.status) == (other.words.strip(), other.status)


def stood_beside(old: Update, new: Update) -> bool:
    """Whether a form still counted beside a later one, which fewer people could read."""
    going_on = old.replaced is None or old.replaced > new.recorded
    fewer = narrower(old.visibility, new.visibility) is not old.visibility
    return old.withdrawn is None and going_on and fewer


def followed(updates: Iterable[Update]) -> frozenset[UpdateId]:
    """Those in whose place a later form stands for all who could read them."""
    by_id = {update.id: update for update in updates}
    found = set()
    for update in by_id.values():
        older = update.replaces
        while older is not None and older in by_id:
            if not stood_beside(by_id[older], update):
                found.add(older)
            older = by_id[older].replaces
    return frozenset(found)


def present_forms(updates: Iterable[Update], chosen: Iterable[UpdateId]) -> Sequence[Update]:
    """Each chosen update in its last forms, in the same order; unknown ones are left out."""
    by_id = {update.id: update for update in updates}
    gone = followed(by_id.values())
    later: dict[UpdateId, list[UpdateId]] = defaultdict(list)
    for update in by_id.values():
        if update.replaces is not None:
            later[update.replaces].append(update.id)
    forms: dict[UpdateId, Update] = {}
    for first in chosen:
        waiting = [first]
        while waiting:
            form = waiting.pop()
            waiting += later[form]
            if form in by_id and form not in gone:
                forms[form] = by_id[form]
    return list(forms.values())


def told_in(updates: Iterable[Update], chosen: Iterable[UpdateId]) -> frozenset[UpdateId]:
    """The chosen updates and all their later forms."""
    told = set(chosen)
    for update in sorted(updates, key=lambda update: update.recorded):
        if update.replaces in told:
            told.add(update.id)
    return frozenset(told)
