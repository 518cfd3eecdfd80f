"""Takes in who may read what an author said about an activity."""

from dataclasses import replace

from ci_bot.domain.answering.answer import Puzzle, Readers, Why
from ci_bot.domain.answering.conversation_state import Talk
from ci_bot.domain.answering.turn import NothingOpen, ReadersSet, Refused, Regrouped, Unplaced
from ci_bot.domain.prompt import Asking
from ci_bot.domain.status import Visibility


def choose_readers(talk: Talk, readers: Readers) -> None:
    """Lets the choice count; a working group only if it is the one that was offered.

    Whoever names the activity means the one it belongs to now.
    """
    asked = talk.open_item if talk.asking is Asking.READERS else None
    number = readers.item or (asked if talk.asking is Asking.READERS else talk.only_said())
    given = talk.given(number) if number in talk.items else None
    if number is None or given is None or given.half:
        _whose(talk, readers)
        return
    if readers.visibility is Visibility.WORKING_GROUP:
        group = talk.facts.footings[number].group
        if group is None:
            talk.says.append(Refused(Puzzle(why=Why.NO_SUCH_DIGIT, text="2")))
            return
        if readers.item is None and number == asked and talk.items[number].offered != group:
            talk.items[number] = replace(talk.items[number], offered=group)
            talk.says.append(Regrouped(number))
            return
    talk.show_to(number, readers.visibility)
    talk.says.append(ReadersSet(number))


def _whose(talk: Talk, readers: Readers) -> None:
    """Words for readers, where there is nothing that they can be about, or too much."""
    said = any(talk.given(number) is not None for number in talk.items)
    if readers.item is not None or talk.asking is Asking.READERS:
        talk.says.append(NothingOpen())
    elif said:
        talk.says.append(Unplaced(""))
    else:
        talk.says.append(Refused(Puzzle(why=Why.NO_SUCH_DIGIT, text=readers.text)))
