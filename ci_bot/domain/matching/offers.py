"""Which offers may help with an ask, and which asks an offer may help with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ci_bot.domain.activity import Activity
from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import OrganisationId
from ci_bot.domain.matching.reinforcement import reinforced
from ci_bot.domain.matching.words import SAME, nearness, telling_words

ENOUGH = 3
"""Points from which on a match is worth a question: two words, or one between linked activities."""
MOST = 200
"""Asks or offers that one is compared with, from the newest on."""
MOST_WORDS = 40
"""Of one text: who offers says what first, and long ones fit everything."""
_LONGEST = 800
_LINKED, _NEAR = 2, 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching:
    """How asks and offers of a coalition fit; `besides`: words that tell nothing, as of dates."""

    coalition: Coalition
    besides: frozenset[str] = frozenset()

    def of(self, own: Ask, others: Sequence[Ask], *, context: str = "") -> tuple[Ask, ...]:
        """The others that fit, the best first; a lead of what an ask's activity reinforces leads.

        `context`: what was said about the ask's activity with it. Only open ones of the other
        kind, by somebody else, fit.
        """
        wanted = AskKind.OFFER if own.kind is AskKind.ASK else AskKind.ASK
        fitting = [o for o in others if o.kind is wanted and o.open and o.person != own.person]
        fitting = sorted(fitting, key=lambda o: o.number)[-MOST:]
        given = {o.number: self._telling(o.text) for o in fitting}
        said = self._telling(own.text)
        around = self._around(context, given)
        scored = []
        for other in fitting:
            need, gift = (own, other) if own.kind is AskKind.ASK else (other, own)
            theirs = given[other.number]
            words = _fitting(said, theirs) if need is own else _fitting(theirs, said)
            if not words and other.number not in around:
                continue
            link = self._link(need, gift)
            if not words and link:
                words = SAME
            if words and words + link >= ENOUGH:
                first = link == _LINKED
                scored.append((not first, -(words + link), -other.number, other))
        return tuple(other for *_, other in sorted(scored, key=lambda one: one[:3]))

    def _telling(self, text: str) -> Sequence[str]:
        return telling_words(text[:_LONGEST], besides=self.besides)[:MOST_WORDS]

    def _link(self, need: Ask, gift: Ask) -> int:
        """How near their activities are."""
        activities = self.coalition.activities
        about = None if need.activity is None else activities.get(need.activity)
        of = None if gift.activity is None else activities.get(gift.activity)
        if about is None:
            return 0
        touched = reinforced(self.coalition, about)
        if about == of or of in touched or leads(touched, gift.organisation):
            return _LINKED
        back = of is not None and about in reinforced(self.coalition, of)
        return _NEAR if back or gift.organisation in about.supporting else 0

    def _around(self, context: str, given: Mapping[int, Sequence[str]]) -> frozenset[int]:
        """The numbers of offers that a word around the ask fits, which fits no other one."""
        found: set[int] = set()
        for word in self._telling(context):
            fits = [number for number, words in given.items() if _nearest(word, words) == SAME]
            if len(fits) == 1:
                found.update(fits)
        return frozenset(found)


def leads(activities: Sequence[Activity], organisation: OrganisationId) -> bool:
    """Whether it leads one of them."""
    return any(activity.lead_organisation == organisation for activity in activities)


def _fitting(needed: Sequence[str], given: Sequence[str]) -> int:
    near = [nearest for word in needed if (nearest := _nearest(word, given))]
    # Several words say more than each by itself, and one may be all there is.
    more = len(near) > 1 or (SAME in near and min(len(needed), len(given)) == 1)
    return sum(near) + (1 if more else 0)


def _nearest(word: str, words: Sequence[str]) -> int:
    return max((nearness(word, other) for other in words), default=0)
