"""A card stays short enough for a phone and for every platform, however much there is."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ci_bot.domain.answering.turn import Given
from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId, PromptId, RoundId
from ci_bot.domain.prompt import Asking, Item, Outcome, Prompt
from ci_bot.domain.reach import Reach
from ci_bot.domain.status import Status, Visibility
from ci_bot.messages import plain
from ci_bot.messages.blocks import Choices, Message
from ci_bot.views.checkin.card import card
from ci_bot.views.checkin.card_closing import Closing, closed_card
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Entry, Last, Sheet, Where

NOW = datetime(2025, 6, 12, 8, 0, tzinfo=UTC)
READERS = [Reader(language=language, zone="Europe/Berlin", now=NOW) for language in ("en", "de")]
BLOCKS, CHARACTERS = 50, 12_000
"""What one message may have on the strictest platform."""


def a_sheet(count: int, *, answered: int) -> Sheet:
    """So many activities with long titles and words, the first of them answered."""
    given = Given(status=Status.AT_RISK, words="Printer cancelled. " * 200)
    entries = tuple(
        Entry(
            number=number,
            title=f"Activity {number} " + "of many a word " * 4,
            organisation="Museum of Little Things",
            due=number <= count - 5,
            last=Last(status=Status.ON_TRACK, day=date(2025, 5, 29), words="Six schools " * 90),
            group="Schools working group " * 5,
            deputy="Lotte F. " * 12,
            given=given if number <= answered else None,
            settled=number <= answered,
        )
        for number in range(1, count + 1)
    )
    asks = tuple(
        Ask(
            number=number,
            kind=AskKind.ASK,
            text="Leaflets " * 400,
            person=PersonId("mara"),
            organisation=OrganisationId("museum"),
            opened=NOW,
        )
        for number in range(1, 12)
    )
    return Sheet(
        coalition="Open Lakeland",
        backbone=("Ines B.",),
        entries=entries,
        closes=datetime(2025, 6, 17, 14, 0, tzinfo=UTC),
        where=Where.THIS_DIGEST,
        reach=Reach(channels=3, organisations=14),
        digest_language="en",
        opened_by="Ines B.",
        asks=asks,
    )


def a_prompt(sheet: Sheet) -> Prompt:
    open_item = next((e.number for e in sheet.entries if e.due and not e.settled), None)
    return Prompt(
        id=PromptId("p"),
        round=RoundId("r"),
        person=PersonId("mara"),
        due=NOW,
        items=tuple(
            Item(
                number=e.number,
                activity=ActivityId(f"activity-{e.number}"),
                organisation=OrganisationId("museum"),
                due=e.due,
                settled=e.settled,
            )
            for e in sheet.entries
        ),
        card=True,
        asking=Asking.STATUS if open_item else Asking.WRAP_UP,
        open_item=open_item,
    )


@pytest.mark.parametrize("reader", READERS, ids=["en", "de"])
@pytest.mark.parametrize("answered", [0, 1, 8, 9, 30, 35, 40])
def test_forty_activities_fit_into_one_message(reader: Reader, answered: int) -> None:
    sheet = a_sheet(40, answered=answered)
    prompt = a_prompt(sheet)
    shown = [card(reader, sheet, prompt, introduce=True)]
    readers = replace(prompt, asking=Asking.READERS, open_item=1)
    if answered:
        shown.append(card(reader, sheet, readers))
    done = replace(prompt, asking=Asking.NOTHING, open_item=None, outcome=Outcome.ANSWERED)
    shown.append(card(reader, sheet, done))
    shown += [closed_card(reader, sheet, prompt, closing) for closing in Closing]
    for message in shown:
        assert len(message.blocks) <= BLOCKS
        assert len(plain.render(message)) <= CHARACTERS


@pytest.mark.parametrize("reader", READERS, ids=["en", "de"])
def test_every_label_fits_on_a_button_and_every_row_has_its_fill(reader: Reader) -> None:
    sheet = a_sheet(9, answered=2)
    for asking in Asking:
        message = card(reader, sheet, replace(a_prompt(sheet), asking=asking, open_item=3))
        for row in rows(message):
            assert len(row.options) <= 25
            assert sum(choice.aside for choice in row.options) <= 5
            assert all(0 < len(choice.label) <= 75 for choice in row.options)


@pytest.mark.parametrize("closing", list(Closing))
def test_nothing_can_be_tapped_on_a_closed_card(closing: Closing) -> None:
    sheet = a_sheet(6, answered=1)
    assert rows(closed_card(READERS[0], sheet, a_prompt(sheet), closing)) == []


def test_the_statuses_stand_in_one_row_and_what_is_no_answer_in_the_menu() -> None:
    sheet = a_sheet(7, answered=0)
    row = next(r for r in rows(card(READERS[0], sheet, a_prompt(sheet))) if len(r.options) > 5)
    assert [c.label for c in row.options if not c.aside] == [
        "on track",
        "at risk",
        "off track",
        "on hold",
        "done",
        "no change",
    ]
    assert [c.value for c in row.options if c.aside] == ["1: s", "1: d", "a", "stop"]


def test_who_is_told_of_a_worry_stays_the_backbone_until_it_is_tapped() -> None:
    sheet = a_sheet(2, answered=0)
    worry = Given(status=Status.AT_RISK, visibility=Visibility.BACKBONE)
    first = replace(sheet.entries[0], given=worry, group="Schools")
    sheet = replace(sheet, entries=(first, *sheet.entries[1:]))
    prompt = replace(a_prompt(sheet), asking=Asking.READERS, open_item=1)
    message = card(READERS[0], sheet, prompt)
    assert "Until you tap: the backbone only." in plain.render(message)
    assert [c.label for c in rows(message)[1].options] == [
        "the whole coalition (3 channels, 14 organisations)",
        "Schools",
        "the backbone only",
    ]


def rows(message: Message) -> list[Choices]:
    """The rows of choices of a message."""
    return [block for block in message.blocks if isinstance(block, Choices)]
