"""What the tests of the conversation share: German and English words, a prompt, its facts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from ci_bot.domain.answer_words import AnswerWords
from ci_bot.domain.answering.answer import Answer
from ci_bot.domain.answering.answer_grammar import Hearing, read_answers
from ci_bot.domain.answering.conversation import hear
from ci_bot.domain.answering.turn import Facts, Footing, Turn
from ci_bot.domain.ask import AskKind
from ci_bot.domain.ids import ActivityId, GroupId, OrganisationId, PersonId, PromptId, RoundId
from ci_bot.domain.prompt import Asking, Item, Prompt
from ci_bot.domain.rhythm.date_grammar import DateWords
from ci_bot.domain.status import Status, Visibility

NOW = datetime(2025, 6, 12, 8, 0, tzinfo=UTC)
TODAY = date(2025, 6, 12)

WORDS = AnswerWords(
    statuses={
        "not started": Status.NOT_STARTED,
        "on track": Status.ON_TRACK,
        "am plan": Status.ON_TRACK,
        "at risk": Status.AT_RISK,
        "gefährdet": Status.AT_RISK,
        "off track": Status.OFF_TRACK,
        "on hold": Status.ON_HOLD,
        "done": Status.DONE,
        "erledigt": Status.DONE,
        "dropped": Status.DROPPED,
    },
    no_change=frozenset({"no change", "unchanged", "keine änderung"}),
    same=frozenset({"same", "wie immer"}),
    skip=frozenset({"s", "skip"}),
    deputy=frozenset({"d", "deputy"}),
    away=frozenset({"a", "away", "weg"}),
    nothing=frozenset({"-", "none"}),
    yes=frozenset({"y", "yes", "ja"}),
    no=frozenset({"n", "no", "nein"}),
    not_me=frozenset({"not me"}),
    readers={
        "whole coalition": Visibility.COALITION,
        "working group": Visibility.WORKING_GROUP,
        "backbone only": Visibility.BACKBONE,
    },
    extras={
        "n": AskKind.ASK,
        "need": AskKind.ASK,
        "o": AskKind.OFFER,
        "l": AskKind.LESSON,
        "learned": AskKind.LESSON,
    },
    dates=DateWords(
        months={"nov": 11, "november": 11, "feb": 2, "märz": 3, "may": 5, "june": 6},
        weekdays={"mon": 1, "monday": 1, "thu": 4, "thursday": 4, "freitag": 5},
        tomorrow=frozenset({"tomorrow", "morgen"}),
        until=frozenset({"until", "bis", "on"}),
    ),
)


def read(
    text: str,
    *,
    asking: Asking = Asking.STATUS,
    items: int = 2,
    doubt: str | None = None,
) -> tuple[Answer, ...]:
    numbers = frozenset(range(1, items + 1))
    hearing = Hearing(asking=asking, doubt=doubt, items=numbers, today=TODAY)
    return read_answers(text, words=WORDS, hearing=hearing)


def a_prompt(items: int = 2, *, also: int = 0) -> Prompt:
    numbered = tuple(
        Item(
            number=number,
            activity=ActivityId(f"activity-{number}"),
            organisation=OrganisationId("museum"),
            due=number <= items,
        )
        for number in range(1, items + also + 1)
    )
    return Prompt(
        id=PromptId("p"),
        round=RoundId("r"),
        person=PersonId("mara"),
        due=NOW,
        items=numbered,
        open_item=1,
        sent=NOW,
    )


class Chat:
    """A conversation that keeps what was said, as the services keep it in the store."""

    def __init__(
        self,
        prompt: Prompt | None = None,
        *,
        footings: Mapping[int, Footing] | None = None,
        visibility: Visibility = Visibility.COALITION,
    ) -> None:
        self.prompt = prompt or a_prompt()
        usual = Footing(
            previous=Status.ON_TRACK, inherited=Visibility.COALITION, group=GroupId("schools")
        )
        self.footings = {
            item.number: (footings or {}).get(item.number, usual) for item in self.prompt.items
        }
        self.visibility = visibility
        self.turns: list[Turn] = []

    def say(self, text: str) -> Turn:
        hearing = Hearing(
            asking=self.prompt.asking,
            doubt=self.prompt.doubt,
            card=self.prompt.card,
            items=frozenset(self.footings),
            today=TODAY,
        )
        return self.take(*read_answers(text, words=WORDS, hearing=hearing))

    def take(self, *answers: Answer) -> Turn:
        """What a form says, say, which is not read from a text."""
        facts = Facts(footings=self.footings, visibility=self.visibility)
        turn = hear(self.prompt, answers, facts, now=NOW)
        for number, given in turn.drafts.items():
            self.footings[number] = replace(self.footings[number], given=given)
        self.prompt = turn.prompt
        self.turns.append(turn)
        return turn

    def asks(self) -> tuple[Asking, int | None]:
        return self.prompt.asking, self.prompt.open_item

    def given(self, number: int) -> tuple[Status | None, str, Visibility] | None:
        given = self.footings[number].given
        return None if given is None else (given.status, given.words, given.visibility)
