"""Takes in what is said to a check-in's own questions."""

from typing import assert_never

from ci_bot.domain.answering.conversation_state import Talk
from ci_bot.domain.answering.turn import OwnDropped, OwnTook
from ci_bot.domain.own_questions.grammar import (
    OwnAgain,
    OwnMisfit,
    OwnSaid,
    OwnSkip,
    OwnTold,
    OwnUnknown,
)


def take_own(talk: Talk, said: OwnSaid) -> None:
    """An answer counts at any time; only the open question moves the conversation on."""
    match said:
        case OwnTold(number, value):
            talk.tell_own(number, value)
            talk.says.append(OwnTook(number))
        case OwnSkip(number):
            before = talk.facts.own.get(number)
            talk.tell_own(number, None)
            if before is not None and before.value is not None:
                talk.says.append(OwnDropped(number))
        case OwnAgain(number):
            talk.reopen_own(number)
        case OwnMisfit() | OwnUnknown():
            talk.says.append(said)
        case _:
            assert_never(said)
