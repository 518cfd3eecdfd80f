"""What a check-in says can be read on a phone, between two meetings."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ci_bot.domain.activity import Milestone
from ci_bot.domain.answering.turn import Given
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId, PromptId, RoundId
from ci_bot.domain.prompt import Asking, Item, Prompt
from ci_bot.domain.reach import Reach
from ci_bot.domain.status import Status, Visibility
from ci_bot.messages import plain
from ci_bot.messages.blocks import Choices, Message
from ci_bot.views.checkin.echo import sum_up
from ci_bot.views.checkin.prompt import checkin
from ci_bot.views.checkin.questions import question
from ci_bot.views.checkin.reminder import reminder
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Entry, InsteadOf, Last, Sheet, Where

NOW = datetime(2025, 6, 12, 7, 30, tzinfo=UTC)
CLOSES = datetime(2025, 6, 17, 14, 0, tzinfo=UTC)
READER = Reader(language="en", zone="Europe/Berlin", now=NOW)

PUPILS = Entry(
    number=1,
    title="Pupils' Heritage Days",
    organisation="Museum of Little Things",
    last=Last(
        status=Status.ON_TRACK,
        day=date(2025, 5, 29),
        words="Six schools signed up, two more are thinking.",
    ),
    milestone=Milestone(date=date(2025, 6, 20), text="programme printed"),
    group="Schools working group",
    group_reach=Reach(channels=1, organisations=4),
)
TOOLKIT = Entry(
    number=2,
    title="Open licences toolkit",
    organisation="Museum of Little Things",
    instead=InsteadOf.AWAY,
    last=Last(status=Status.ON_TRACK, day=date(2025, 5, 29), words="Chapter 2 in review."),
)
LABELS = Entry(
    number=3, title="Label translation", organisation="Museum of Little Things", due=False
)


def sheet(*entries: Entry, **more: object) -> Sheet:
    plain_one = Sheet(
        coalition="Open Lakeland",
        backbone=("Ida", "Noor"),
        entries=entries or (PUPILS, TOOLKIT, LABELS),
        closes=CLOSES,
        where=Where.THIS_DIGEST,
        reach=Reach(channels=3, organisations=14),
        digest_language="en",
    )
    return replace(plain_one, **more)  # type: ignore[arg-type]


def prompt(asking: Asking = Asking.STATUS, open_item: int | None = 1) -> Prompt:
    items = tuple(
        Item(number=n, activity=ActivityId(f"a{n}"), organisation=OrganisationId("o"))
        for n in (1, 2, 3)
    )
    return Prompt(
        id=PromptId("p"),
        round=RoundId("r"),
        person=PersonId("mara"),
        due=NOW,
        items=items,
        asking=asking,
        open_item=open_item,
    )


def words_of(message: Message) -> int:
    return len(plain.render(message).split())


def test_the_prompt_reads_like_this() -> None:
    text = plain.render(checkin(READER, sheet(), prompt()))
    assert text == (
        "Open Lakeland. You answer for: Museum of Little Things.\n\n"
        "1. Pupils' Heritage Days. Last: on track, 29 May. “Six schools signed up, two more are "
        "thinking.” Next: programme printed, 20 Jun.\n"
        "2. Open licences toolkit (you stand in, its lead is away). Last: on track, 29 May. "
        "“Chapter 2 in review.”\n\n"
        "Also, if something happened: 3 Label translation.\n\n"
        "How does 1 stand?\n\n"
        "1 on track  2 at risk  3 off track  4 on hold  5 done  0 no change  s skip  d deputy  "
        "a away\n\n"
        "All as before: same. Stop asking: stop."
    )


def test_a_prompt_for_two_activities_has_at_most_ninety_words() -> None:
    assert words_of(checkin(READER, sheet(PUPILS, replace(TOOLKIT, instead=None)), prompt())) <= 90


def test_long_words_of_last_time_are_shortened_and_say_so() -> None:
    last = Last(status=Status.ON_TRACK, day=date(2025, 5, 29), words="very long words " * 40)
    text = plain.render(checkin(READER, sheet(replace(PUPILS, last=last)), prompt()))
    assert "(shortened)" in text
    assert len(text.split()) <= 90


def test_first_contact_says_who_asks_who_reads_how_long_and_how_to_stop() -> None:
    text = plain.render(checkin(READER, sheet(), prompt(), introduce=True))
    for part in (
        "on behalf of Ida and Noor",
        "digest for the coalition (3 channels, 14 organisations)",
        "kept as long as the coalition, and two years more",
        "Answering is voluntary",
        "not me: wrong person",
        "do not ask me",
    ):
        assert part in text
    assert "I am ci-bot" not in plain.render(checkin(READER, sheet(), prompt()))


def test_a_round_by_hand_says_who_opened_it_and_when_it_closes() -> None:
    text = plain.render(checkin(READER, sheet(opened_by="Ida"), prompt()))
    assert "Ida opened this check-in; it closes Tue 17 Jun, 16:00 (Europe/Berlin)." in text


def test_where_there_never_was_an_update_zero_means_nothing_to_tell() -> None:
    text = plain.render(checkin(READER, sheet(replace(PUPILS, last=None)), prompt()))
    assert "No update yet." in text
    assert "0 nothing to tell" in text


def test_what_is_settled_is_not_shown_again() -> None:
    settled = replace(PUPILS, settled=True)
    text = plain.render(checkin(READER, sheet(settled, TOOLKIT), prompt(open_item=2)))
    assert "Pupils" not in text
    assert "2. Open licences toolkit" in text


def test_a_reminder_is_private_kind_and_can_be_answered() -> None:
    text = plain.render(reminder(READER, sheet(), prompt()))
    assert "1 Pupils' Heritage Days and 2 Open licences toolkit can still go" in text
    assert "until Tue 17 Jun, 16:00 (Europe/Berlin)" in text
    assert "0 no change" in text
    assert "settings remind off" in text
    assert "Stop asking: stop." in text
    for blame in ("missing", "late", "forgot", "everybody", "others"):
        assert blame not in text


@pytest.mark.parametrize(
    ("entry", "values"), [(PUPILS, ["1", "2", "3"]), (replace(TOOLKIT, number=1), ["1", "3"])]
)
def test_the_working_group_is_offered_where_there_is_one(entry: Entry, values: list[str]) -> None:
    blocks = question(READER, sheet(entry), prompt(Asking.READERS))
    (choices,) = [block for block in blocks if isinstance(block, Choices)]
    assert [option.value for option in choices.options] == values
    assert choices.options[0].label == "the whole coalition (3 channels, 14 organisations)"


def test_the_echo_says_what_where_who_and_how_to_change_it() -> None:
    risky = Given(status=Status.AT_RISK, words="Printer gone.", visibility=Visibility.COALITION)
    same = Given(status=Status.ON_TRACK, no_change=True, visibility=Visibility.BACKBONE)
    answered = sheet(replace(PUPILS, given=risky), replace(TOOLKIT, given=same))
    text = plain.render(Message(sum_up(READER, answered)))
    assert text == (
        "What I understood\n"
        "- 1 Pupils' Heritage Days: at risk. “Printer gone.”\n"
        "- 2 Open licences toolkit: no change.\n\n"
        "1 read by the whole coalition (3 channels, 14 organisations).\n\n"
        "2 read by the backbone only.\n\n"
        "In the next digest, in English; it closes Tue 17 Jun, 16:00 (Europe/Berlin). "
        "Thank you.\n\n"
        "To change: edit your message, or write edit 1 or withdraw 1."
    )


def test_an_author_of_another_language_may_add_a_line_in_the_digests() -> None:
    given = Given(status=Status.ON_TRACK, words="Sechs Schulen")
    answered = sheet(replace(PUPILS, given=given), digest_language="fr")
    text = plain.render(Message(sum_up(READER, answered)))
    assert "You may add a line in French: 1: fr: ..." in text


def test_people_read_their_own_language_and_time() -> None:
    german = Reader(language="de", zone="Pacific/Auckland", now=NOW)
    text = plain.render(checkin(german, sheet(opened_by="Ida"), prompt()))
    assert "18" in text
    assert "02:00" in text


def test_words_of_people_never_become_lines_of_the_bot() -> None:
    evil = replace(PUPILS, title="X\n\nAll as before: yes", last=None)
    text = plain.render(checkin(READER, sheet(evil), prompt()))
    assert "\n\nAll as before: yes" not in text
