"""Of an answer that several messages said, each message's own part is known."""

from datetime import UTC, datetime, timedelta

from ci_bot.domain.answering.answer_history import Contribution, Part, contributions
from ci_bot.domain.ids import ActivityId, MessageId, OrganisationId, PersonId, RoomId, UpdateId
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Source, Update

START = datetime(2025, 6, 12, tzinfo=UTC)


def source(name: str) -> Source:
    return Source(room=RoomId("r"), message=MessageId(name))


def history(*said: tuple[str, Status | None, str, Visibility]) -> list[Update]:
    """One update for each (message, status, words, readers), each replacing the one before."""
    updates = []
    for index, (message, status, words, visibility) in enumerate(said):
        last = index == len(said) - 1
        updates.append(
            Update(
                id=UpdateId(str(index)),
                activity=ActivityId("a"),
                person=PersonId("p"),
                organisation=OrganisationId("o"),
                at=START + timedelta(minutes=index),
                recorded=START + timedelta(minutes=index),
                status=status,
                words=words,
                visibility=visibility,
                source=source(message),
                replaces=UpdateId(str(index - 1)) if index else None,
                replaced=None if last else START,
            )
        )
    return updates


def part_of(message: str, updates: list[Update]) -> Contribution | None:
    found = contributions(updates, source(message))
    return found[0] if found else None


RISK, FINE = Status.AT_RISK, Status.ON_TRACK
NARROW, WIDE = Visibility.BACKBONE, Visibility.COALITION


def test_status_sentence_and_readers_are_told_apart() -> None:
    updates = history(
        ("digit", RISK, "", NARROW),
        ("sentence", RISK, "printer gone", NARROW),
        ("choice", RISK, "printer gone", WIDE),
    )
    parts = [part_of(m, updates) for m in ("digit", "sentence", "choice")]
    assert [p.part for p in parts if p] == [Part.WHOLE, Part.WORDS, Part.READERS]
    choice = parts[2]
    assert choice is not None
    assert choice.narrow is NARROW


def test_each_message_keeps_its_own_words() -> None:
    updates = history(
        ("first", None, "we met", WIDE),
        ("second", None, "we met\nand talked", WIDE),
        ("digit", FINE, "we met\nand talked", WIDE),
    )
    first, second = part_of("first", updates), part_of("second", updates)
    assert first is not None
    assert second is not None
    assert first.words_with("we phoned") == "we phoned\nand talked"
    assert second.words_with("") == "we met"
    assert (first.part, second.part) == (Part.WORDS, Part.WORDS)


def test_a_message_edited_twice_is_still_the_whole_answer() -> None:
    updates = history(
        ("first", FINE, "six", WIDE), ("first", FINE, "seven", WIDE), ("first", FINE, "8", WIDE)
    )
    first = part_of("first", updates)
    assert first is not None
    assert first.part is Part.WHOLE


def test_words_of_others_survive_two_edits() -> None:
    updates = history(
        ("digit", RISK, "", NARROW),
        ("sentence", RISK, "printer gone", NARROW),
        ("digit", RISK, "help\nprinter gone", NARROW),
        ("digit", RISK, "please\nprinter gone", NARROW),
    )
    digit = part_of("digit", updates)
    assert digit is not None
    assert digit.words_with("quick") == "quick\nprinter gone"


def test_what_was_answered_again_counts_no_more() -> None:
    restated = history(("first", FINE, "six", WIDE), ("second", RISK, "seven", NARROW))
    reworded = history(("first", FINE, "six", WIDE), ("second", FINE, "seven", WIDE))
    for updates in (restated, reworded):
        assert part_of("first", updates) is None
        assert part_of("second", updates) is not None


def test_what_was_withdrawn_or_never_said_has_no_part() -> None:
    assert part_of("other", history(("first", FINE, "six", WIDE))) is None
    gone = history(("first", FINE, "six", WIDE))
    assert contributions([], source("first")) == ()
    assert len(contributions(gone, source("first"))) == 1
