"""Eight weeks of a real coalition through the whole bot, half of it on Slack, half on Matrix.

Every line of the data is told by its person in one of the ways there are; then everything that
people could read is looked at.
"""

import re
from collections import Counter
from html import escape
from zoneinfo import ZoneInfo

import pytest

from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.domain.ids import AccountId, ActivityId
from ci_bot.domain.status import Visibility
from ci_bot.domain.update import Update
from tests.support.cee_house import ROOMS
from tests.support.cee_hub import Told
from tests.support.cee_story import BY_PHONE, CHAIR, SUPPORTERS, Story, played

COALITION = [room for room, name in ROOMS.items() if name == "coalition"]
OFFICE, LEARNING = "slack:HUB/!office", "matrix:!learning"
AS_DEPUTY = {"u087": "cee-hub"}
"""Who stands in for a lead speaks for the leading organisation, wherever they come from."""
IN_THE_GROUP = ("u051", "u097")
WAYS = {
    *("tap", "form", "text", "reply", "words", "steps", "reaction", "no change"),
    *("late, in the thread", "edit", "update", "same", "contribution"),
}
IN_ENGLISH = "matrix:!all"


@pytest.fixture(scope="module")
def story() -> Story:
    return played()


def kept(story: Story, line: Told) -> Update:
    """The update with that line's words."""
    updates = story.house.store.state.updates.values()
    same = (line.person, line.activity, line.words)
    found = [u for u in updates if (u.person, u.activity, u.words) == same]
    assert found, f"{line.id} ({story.people.ways.get(line.id)}) was not kept"
    return found[-1]


def outdated(story: Story, line: Told) -> bool:
    """Whether its activity's lead said how it stands once more in the same week."""
    return any(
        other.activity == line.activity
        and other.week == line.week
        and other.at > line.at
        and kept(story, other).status is not None
        for other in story.lines.values()
        if other.id != CHAIR
    )


def told(story: Story) -> list[Told]:
    """All lines but the chair's, who speaks for no partner."""
    return [line for line in story.lines.values() if line.id != CHAIR]


def test_every_line_is_kept_under_its_own_activity_in_its_words_and_in_its_hat(
    story: Story,
) -> None:
    for line in told(story):
        update = kept(story, line)
        hat = AS_DEPUTY.get(line.id, line.hat)
        found = (update.organisation, update.visibility, update.no_change, update.confirmed)
        assert found == (hat, line.visibility, line.no_change, True), line.id


def test_people_tell_in_every_way_there_is(story: Story) -> None:
    ways = Counter(story.people.ways[line.id] for line in told(story) if line.id != BY_PHONE)
    assert set(ways) == WAYS
    assert ways.total() == len(story.lines) - 2


def test_each_line_is_in_the_digest_of_its_week_word_for_word(story: Story) -> None:
    """On top or in the thread, under its own activity, in every channel of all."""
    activities = story.house.coalition().activities
    for line in told(story):
        if not line.words or line.visibility is not Visibility.COALITION or outdated(story, line):
            continue
        title = activities[ActivityId(line.activity)].title
        for room in COALITION:
            about = story.about(room, _week_of_the_digest(line), title)
            assert line.words in about, (line.id, room)
            assert all(other == line.activity for other in _elsewhere(story, room, line)), line.id


def test_what_is_cut_on_top_is_marked_and_stands_whole_in_the_thread(story: Story) -> None:
    cut = 0
    for room in COALITION:
        for week in story.weeks:
            top, *thread = story.digest(room, week)
            for shown in re.findall(r"“([^”]*)” \((?:shortened|gekürzt)\)", top):
                cut += 1
                assert any(shown in text for text in thread), shown
            assert len(top.split()) <= 320
    assert cut


def test_a_bare_no_change_is_read_nowhere(story: Story) -> None:
    silent = [line for line in told(story) if not line.words]
    assert len(silent) == 5
    for line in silent:
        title = story.house.coalition().activities[ActivityId(line.activity)].title
        for room in COALITION:
            assert story.about(room, line.week, title) == "", line.id


def test_what_was_said_late_is_edited_in_with_one_line_in_the_thread(story: Story) -> None:
    late = [line for line in told(story) if line.late and not line.contribution]
    assert [line.id for line in late] == ["u028", "u056"]
    for line in late:
        for room in (IN_ENGLISH, "slack:SEA/!all"):
            top, _, added = story.texts(room, line.week)
            assert line.words[:60] in top, line.id
            about = [text.partition(":")[0] for text in added if line.words in text]
            assert about == ["Added"], line.id


def test_what_nobody_was_asked_goes_into_the_next_digest_when_it_is_late(story: Story) -> None:
    unasked = story.lines["u081"]
    assert unasked.words not in "".join(story.digest(IN_ENGLISH, unasked.week))
    assert unasked.words in "".join(story.digest(IN_ENGLISH, "2025-W25"))


def test_a_correction_after_the_digest_is_called_one_and_before_it_is_silent(story: Story) -> None:
    for id_ in ("u042", "u089"):
        line = story.lines[id_]
        wrong = story.lines[line.replaces or ""]
        title = story.house.coalition().activities[ActivityId(line.activity)].title
        about = story.about(IN_ENGLISH, line.week, title)
        assert "Corrected. " in about
        assert line.words in about
        assert kept(story, wrong).replaced is not None
    before = "".join(story.digest(IN_ENGLISH, "2025-W26"))
    assert story.lines["u095"].words not in before
    assert "I counted one twice" in before


def test_what_was_said_to_few_is_read_by_no_others(story: Story) -> None:
    """Not in any version of any message, in no room and to nobody who may not see it."""
    backbone = {"rea-v", "milo-t", "jagna-w"}
    hidden = [line for line in told(story) if line.visibility is not Visibility.COALITION]
    assert [line.id for line in hidden] == ["u031", "u051", "u064", "u097"]
    for line in hidden:
        readers = {OFFICE, *(LEARNING for _ in "1" if line.id in IN_THE_GROUP)}
        people = {line.person, *backbone}
        seen = set()
        for room, posts in story.house.said_everywhere().items():
            if any(line.text in version for post in posts for version in post.versions):
                seen.add(room)
        direct = {room for room in seen if "direct" in room}
        assert seen - direct == readers, line.id
        assert {room.rpartition("direct-")[2] for room in direct} <= people, line.id


def test_a_status_of_somebody_who_may_not_say_it_is_kept_as_words(story: Story) -> None:
    stated = [
        line for line in told(story) if line.status is not None and kept(story, line).contribution
    ]
    assert [line.id for line in stated] == ["u022", "u031", "u041", "u070", "u080"]
    for line in stated:
        assert kept(story, line).status is None
        assert "its lead's to say" in story.house.said_to(line.person), line.id
    for line in told(story):
        if line.contribution:
            assert kept(story, line).contribution, line.id


def test_partners_who_support_nothing_are_told_who_speaks_and_are_let_in(story: Story) -> None:
    for id_ in (*SUPPORTERS, CHAIR):
        assert re.search("changed nothing|nichts geändert|partner", story.replies[id_]), id_
    for room in COALITION:
        assert story.intro in story.digest(room, "2025-W26")[0]


def test_what_the_backbone_heard_by_phone_waits_for_its_lead(story: Story) -> None:
    line = story.lines[BY_PHONE]
    assert "confirm" in story.replies[BY_PHONE]
    assert kept(story, line).told_by == "milo-t"
    assert line.words in "".join(story.digest(IN_ENGLISH, line.week))
    assert "not yet confirmed" not in "".join(story.digest(IN_ENGLISH, line.week))


def test_every_channel_gets_each_digest_once(story: Story) -> None:
    sent = story.house.store.state.deliveries.values()
    first = [d for d in sent if d.kind is DeliveryKind.DIGEST and not d.part and not d.revision]
    rooms = story.house.rooms.values()
    assert Counter(d.room for d in first) == dict.fromkeys(rooms, len(story.weeks))
    assert {d.state for d in sent if d.room in rooms} == {DeliveryState.SENT}
    assert [d.state for d in story.house.store.state.digests.values()] == ["posted"] * 8


def test_nobody_is_asked_or_reminded_twice_in_a_round_nor_at_night(story: Story) -> None:
    sent = [d for d in story.house.store.state.deliveries.values() if d.sent is not None]
    coalition = story.house.coalition()
    for kind, begins in ((DeliveryKind.PROMPT, 8), (DeliveryKind.REMINDER, 10)):
        deliveries = [d for d in sent if d.kind is kind]
        again = {s for s, count in Counter(d.subject for d in deliveries).items() if count > 1}
        # What was passed on to a deputy stands in one message with their own.
        assert {story.house.whose(subject) for subject in again} <= {"emre-y"}
        for delivery in deliveries:
            person = coalition.person_of(delivery.account or AccountId(""))
            assert person is not None
            assert delivery.sent is not None
            zone = ZoneInfo(coalition.zone_of(person, delivery.sent.date()))
            assert begins <= delivery.sent.astimezone(zone).hour < 20, delivery.subject


def test_signs_of_markup_in_words_stay_signs(story: Story) -> None:
    """`@room`, `<!channel>`, `*`, links: what was typed is shown, and does nothing."""
    for id_ in ("u032", "u036", "u053", "u062", "u094", "u102"):
        words = story.lines[id_].words
        shown = [post.markup for post in story.house.posts(IN_ENGLISH)]
        assert any(escape(words, quote=False) in text for text in shown), id_


def _week_of_the_digest(line: Told) -> str:
    """Of the digest that has to tell it: what nobody was asked is late for its own."""
    return "2025-W25" if line.id == "u081" else line.week


def _elsewhere(story: Story, room: str, line: Told) -> list[str]:
    """The activities under which the line's words stand in its digest."""
    return [
        activity.id
        for activity in story.house.coalition().activities.values()
        if line.words in story.about(room, _week_of_the_digest(line), activity.title)
    ]
