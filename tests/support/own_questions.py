"""Open Lakeland with a check-in that asks questions of its own."""

from dataclasses import replace

from ci_bot.domain.coalition import Checkin, Coalition
from ci_bot.domain.ids import CheckinId
from ci_bot.domain.own_question import FollowUp, OwnQuestion, QuestionKind
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.domain.status import Visibility
from tests.support.card_house import SLUG, CardHouse, led_by_marek
from tests.support.chat_house import ChatHouse

MAIN = CheckinId("main")
VISITORS = OwnQuestion(id="visitors", text="How many visitors came?", kind=QuestionKind.NUMBER)
VENUE = OwnQuestion(
    id="venue",
    text="Do you have a venue?",
    kind=QuestionKind.YES_NO,
    visibility=Visibility.COALITION,
    follow_up=FollowUp(when="no", text="What is missing?"),
)
FORMAT = OwnQuestion(
    id="format",
    text="Which format?",
    kind=QuestionKind.CHOICE,
    options=("Walk", "Talk", "Workshop"),
    translations={"de": "Welches Format?"},
)
SURPRISE = OwnQuestion(id="surprise", text="What surprised you?")


def asking(*questions: OwnQuestion, of: Coalition | None = None) -> Coalition:
    """The coalition whose main check-in asks these."""
    main = Checkin(id=MAIN, questions=questions)
    return replace(of or led_by_marek(), checkins={MAIN: main})


async def own_answers(house: ChatHouse | CardHouse, *, current: bool = True) -> list[OwnAnswer]:
    """All that was answered."""
    async with house.store.read() as uow:
        return list(await uow.of(SLUG).own_answers(current_only=current))
