"""The state of a conversation while one message is being taken in."""

from dataclasses import replace
from datetime import datetime

from ci_bot.domain.answering.answer import Away, Extra
from ci_bot.domain.answering.next_question import after_sentence, next_question
from ci_bot.domain.answering.turn import Facts, Given, Say, Turn
from ci_bot.domain.own_question import OwnItem
from ci_bot.domain.own_questions.answer import asked_next
from ci_bot.domain.prompt import Asking, Outcome, Prompt
from ci_bot.domain.status import Visibility

_ABOUT_ITEM = (Asking.STATUS, Asking.SENTENCE, Asking.READERS)
_GONE = (Outcome.AWAY, Outcome.PASSED_ON)


class Talk:
    """Takes in what one message says; `turn` is what came out of it.

    `resolved`: the text in doubt is settled. `done`: the open question got its answer.
    `wrapped`: the last question got its answer. `at_once`: one answer to all that was open, which
    is the last one.
    """

    def __init__(self, prompt: Prompt, facts: Facts) -> None:
        self._prompt = prompt
        self.facts = facts
        self.items = {item.number: item for item in prompt.items}
        self.asking = prompt.asking
        self.open_item = self._first_open(prompt)
        self.doubt = prompt.doubt
        self.new_doubt: str | None = None
        self.letters: list[str] = []
        self.drafts: dict[int, Given | None] = {}
        self.extras: list[Extra] = []
        self.says: list[Say] = []
        self.passed: list[int] = []
        self.away: Away | None = None
        self.not_me = False
        self.resolved = False
        self.done = False
        self.wrapped = False
        self.at_once = False
        self.own = {item.number: item for item in prompt.own}
        self.own_questions = {n: footing.question for n, footing in facts.own.items()}
        self.own_values: dict[int, str | None] = {}
        self._spoke = False
        self._invites = False
        self._wordless: set[int] = set()

    @staticmethod
    def opened(prompt: Prompt, number: int) -> Prompt:
        """The prompt with the status of that item as its open question."""
        return replace(prompt, asking=Asking.STATUS, open_item=number)

    def given(self, number: int) -> Given | None:
        """What has been said about the item, in this message or before."""
        if number in self.drafts:
            return self.drafts[number]
        return self.facts.footings[number].given

    def about(self, item: int | None) -> int | None:
        """The item an answer is about: the one it names, the open one, or the only one."""
        if item is not None:
            return item if item in self.items else None
        if self.asking in _ABOUT_ITEM:
            return self.open_item
        return next(iter(self.items)) if len(self.items) == 1 else None

    def only_said(self) -> int | None:
        """The only item about which something was said, if there is just one."""
        said = [number for number in self.items if self.given(number) is not None]
        return said[0] if len(said) == 1 else None

    def still_open(self, item: int | None) -> int | None:
        """Like `about`, but only an item about which something is still asked."""
        number = self.about(item)
        return None if number is None or self.items[number].settled else number

    def waits(self, number: int) -> bool:
        """Whether the item's status is still open."""
        given = self.given(number)
        return not self.items[number].settled and (given is None or given.half)

    def draft(self, number: int, given: Given | None, *, finished: bool = False) -> None:
        """Keeps what is said about an item; `finished`: and asks nothing more about it."""
        self.drafts[number] = given
        self._spoke = self.resolved = True
        self.items[number] = replace(self.items[number], settled=finished)
        self._wordless.discard(number)
        self.done = self.done or number == self.open_item or self.asking not in _ABOUT_ITEM

    def write(self, number: int, text: str) -> None:
        """Adds words to what was said about an item."""
        given = self.given(number) or Given(visibility=self.facts.default(number))
        words = f"{given.words}\n{text}" if given.words else text
        self.draft(number, replace(given, words=words))

    def show_to(self, number: int, visibility: Visibility) -> None:
        """Lets the author's choice of readers count, which settles the item."""
        given = self.given(number)
        if given is not None:
            self.draft(number, replace(given, visibility=visibility), finished=True)

    def go_without_words(self, number: int) -> None:
        """Asks for no sentence about the item any more."""
        self._wordless.add(number)
        self.done = self.resolved = True

    def settle(self, number: int) -> None:
        """Asks nothing more about an item."""
        self.items[number] = replace(self.items[number], settled=True)
        self.resolved = True
        self.done = self.done or number == self.open_item

    def answered(self, number: int) -> None:
        """Counts an item as answered, though there is nothing to record about it."""
        self._spoke = True
        self.settle(number)
        self.done = self.done or self.asking not in _ABOUT_ITEM

    def reopen(self, number: int) -> None:
        """Makes the item's status the open question again; what was said stays until then."""
        self.items[number] = replace(self.items[number], settled=False)
        self.asking, self.open_item = Asking.STATUS, number
        self.resolved = True

    @property
    def open_own(self) -> int | None:
        """The own question that is asked next, if there is one."""
        return next((n for n, item in self.own.items() if not item.settled), None)

    def tell_own(self, number: int, value: str | None) -> None:
        """Keeps the answer to an own question, or none, with the follow-up that it brings."""
        before = self.facts.own.get(number)
        if value is not None or (before is not None and before.value is not None):
            self.own_values[number] = value
        self._spoke = self._spoke or value is not None
        self._settle_own(number)
        self.resolved = True
        self.done = self.done or self.asking not in _ABOUT_ITEM
        self._follow_up(number, value)

    def reopen_own(self, number: int) -> None:
        """Makes an own question the open one; its answer stays until then."""
        self.own[number] = replace(self.own[number], settled=False)
        self.asking, self.open_item = Asking.OWN, None
        self.resolved = True

    def _follow_up(self, number: int, value: str | None) -> None:
        question = self.own_questions[number]
        more = question.more
        if more is None:
            return
        checkin = self.own[number].checkin
        known = (n for n, i in self.own.items() if (i.checkin, i.question) == (checkin, more.id))
        found = next(known, None)
        if asked_next(question, value):
            self._ask_more(number, found, OwnItem(number=0, checkin=checkin, question=more.id))
            self.own_questions[found or max(self.own)] = more
        elif found is not None:
            self.tell_own(found, None)

    def _ask_more(self, number: int, found: int | None, item: OwnItem) -> None:
        """The follow-up stands behind its question, with the next free number."""
        if found is not None:
            if self.own[found].answer is None:
                self.own[found] = replace(self.own[found], settled=False)
            return
        new = replace(item, number=max(self.own) + 1)
        ordered: dict[int, OwnItem] = {}
        for key, known in self.own.items():
            ordered[key] = known
            if key == number:
                ordered[new.number] = new
        self.own = ordered

    def _settle_own(self, number: int) -> None:
        self.own[number] = replace(self.own[number], settled=True)

    def turn(self, now: datetime) -> Turn:
        """The next state, with at most one open question."""
        ended = self._ended(now)
        self._offer(ended)
        doubt = self.new_doubt or (None if self.resolved else self.doubt)
        own = tuple(self.own.values())
        prompt = replace(ended, items=tuple(self.items.values()), own=own, doubt=doubt)
        silent = not (self._spoke or self.extras or self.wrapped or self.own_values)
        return Turn(
            prompt=prompt,
            drafts={n: g for n, g in self.drafts.items() if self.facts.footings[n].given != g},
            extras=tuple(self.extras),
            own=dict(self.own_values),
            says=tuple(self.says),
            passed=tuple(self.passed),
            away=self.away,
            not_me=self.not_me,
            summed=prompt.asking is Asking.NOTHING and not silent,
            invites=self._invites,
        )

    def _offer(self, prompt: Prompt) -> None:
        """Remembers the working group that the author reads in a question about readers."""
        number, before = prompt.open_item, self._prompt
        known = before.asking is Asking.READERS and before.open_item == number
        if prompt.asking is Asking.READERS and number is not None and not known:
            group = self.facts.footings[number].group
            self.items[number] = replace(self.items[number], offered=group)

    def _ended(self, now: datetime) -> Prompt:
        if self.not_me or self.away is not None:
            outcome = Outcome.CLOSED if self.not_me else Outcome.AWAY
            return self._closed(self._prompt, self._prompt.outcome or outcome, now)
        if self.wrapped and self.new_doubt is None:
            return self._next(self._closed(self._prompt, Outcome.ANSWERED, now), now)
        if not self.done:
            return replace(self._prompt, asking=self.asking, open_item=self.open_item)
        return self._next(self._prompt, now)

    def _next(self, prompt: Prompt, now: datetime) -> Prompt:
        """The prompt with its next open question, or without any."""
        numbers = sorted(self.items, key=lambda n: (n != self.open_item, n))
        for number in numbers:
            asking = self._question(number)
            if asking is not None:
                return replace(prompt, asking=asking, open_item=number)
        began = self._prompt.asking is Asking.OWN
        spoke = self._spoke or began or any(self.given(n) is not None for n in self.items)
        if self.open_own is not None and prompt.outcome not in _GONE and (spoke or prompt.ended):
            return replace(prompt, asking=Asking.OWN, open_item=None)
        if prompt.outcome is Outcome.ANSWERED or prompt.outcome in _GONE:
            return replace(prompt, asking=Asking.NOTHING, open_item=None)
        if spoke and (self.facts.no_wrap_up or self.at_once):
            self._invites = not self.facts.no_wrap_up
            return self._closed(prompt, Outcome.ANSWERED, now)
        if spoke:
            return replace(prompt, asking=Asking.WRAP_UP, open_item=None)
        return self._closed(prompt, Outcome.PASSED_ON if self.passed else Outcome.SKIPPED, now)

    def _question(self, number: int) -> Asking | None:
        item = self.items[number]
        if item.settled:
            return None
        given = self.given(number)
        if given is None and self._prompt.outcome in _GONE:
            return None
        if given is not None and number in self._wordless:
            asking = after_sentence(given)
        else:
            asking = next_question(
                item, self.facts.footings[number], given, sentence=not self._prompt.card
            )
        if asking is None and given is not None:
            self.items[number] = replace(item, settled=True)
        return asking

    @staticmethod
    def _closed(prompt: Prompt, outcome: Outcome, now: datetime) -> Prompt:
        return replace(
            prompt,
            asking=Asking.NOTHING,
            open_item=None,
            ended=prompt.ended or now,
            outcome=outcome,
        )

    @staticmethod
    def _first_open(prompt: Prompt) -> int | None:
        if prompt.open_item is not None or prompt.asking is not Asking.STATUS:
            return prompt.open_item
        return next((i.number for i in prompt.items if i.due and not i.settled), None)
