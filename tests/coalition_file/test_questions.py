"""A check-in's own questions, and its schedule before a meeting, as they stand in the file."""

from pathlib import Path
from typing import Any

import pytest

from ci_bot.coalition_file import (
    CoalitionFileError,
    describe,
    export_coalition,
    read_coalition_file,
)
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.consistency import inconsistencies
from ci_bot.domain.ids import CheckinId
from ci_bot.domain.own_question import FollowUp, OwnQuestion, QuestionKind
from ci_bot.domain.rhythm.timetable import Timetable
from ci_bot.domain.status import Visibility
from tests.coalition_file.files import changed, written

MAIN = CheckinId("main")


def applied(folder: Path, content: Any, stored: Coalition | None = None) -> Coalition:
    return describe(read_coalition_file(written(folder, content)), stored)


def asking(*questions: Any) -> dict[str, Any]:
    return changed(checkins=[{"id": "main", "questions": list(questions)}])


def problem(folder: Path, content: Any) -> str:
    with pytest.raises(CoalitionFileError) as caught:
        read_coalition_file(written(folder, content))
    return str(caught.value)


def test_a_plain_text_is_a_question_for_words_that_the_backbone_reads(tmp_path: Path) -> None:
    (question,) = applied(tmp_path, asking("What surprised you?")).checkins[MAIN].questions
    assert question == OwnQuestion(id="q1", text="What surprised you?")
    assert question.visibility is Visibility.BACKBONE


def test_a_question_has_a_kind_translations_readers_and_a_follow_up(tmp_path: Path) -> None:
    text = """
coalition: {name: Green Harbour, slug: green-harbour}
checkins:
  - id: main
    questions:
      - id: venue
        text: Do you have a venue?
        translations: {de: "Haben Sie einen Ort?"}
        kind: yes_no
        visibility: coalition
        follow_up: {when: no, text: "Until when?", kind: choice, options: [May, 2027]}
"""
    coalition = applied(tmp_path, text)
    assert coalition.checkins[MAIN].questions == (
        OwnQuestion(
            id="venue",
            text="Do you have a venue?",
            kind=QuestionKind.YES_NO,
            translations={"de": "Haben Sie einen Ort?"},
            visibility=Visibility.COALITION,
            follow_up=FollowUp(
                when="no",
                text="Until when?",
                kind=QuestionKind.CHOICE,
                options=("May", "2027"),
            ),
        ),
    )
    assert applied(tmp_path, export_coalition(coalition), coalition) == coalition


@pytest.mark.parametrize(
    ("questions", "advice"),
    [
        (["a", "b", "c", "d"], "at most 3 questions"),
        (
            ["a", "b", {"text": "c", "kind": "yes_no", "follow_up": {"when": "no", "text": "d"}}],
            "follow-ups included",
        ),
        ([{"text": "a", "kind": "choice"}], "`options`"),
        ([{"text": "a", "options": ["b", "c"]}], "`options`"),
        ([{"text": "a", "kind": "choice", "options": ["b"]}], "from 2 to 8"),
        ([{"text": "a", "kind": "choice", "options": ["b", "B"]}], "twice"),
        ([{"text": "a", "follow_up": {"when": "b", "text": "c"}}], "needs a question of the kind"),
        (
            [{"text": "a", "kind": "number", "follow_up": {"when": "b", "text": "c"}}],
            "nobody can answer `b`",
        ),
        ([{"text": "a", "visibility": "working_group"}], "must be"),
        ([{"id": "x", "text": "a"}, {"id": "x", "text": "b"}], "the same id"),
        ([{"id": "Q 1", "text": "a"}], "small letters"),
        ([{"text": "a", "translations": {"xx": "b"}}], "no language is tagged"),
        ([{"text": "x" * 201}], "200"),
    ],
)
def test_a_question_that_cannot_be_asked_is_named(
    tmp_path: Path, questions: list[Any], advice: str
) -> None:
    said = problem(tmp_path, asking(*questions))
    assert "checkins.main.questions" in said
    assert advice in said


def bound(schedule: str, meets: str | None = "monthly first tue 17:00") -> dict[str, Any]:
    groups = [{"id": "water", "name": "Water", **({"meets": meets} if meets else {})}]
    checkins = [{"id": "before", "schedule": schedule}]
    return {**changed(checkins=checkins), "working_groups": groups}


def test_a_check_in_is_bound_to_a_groups_meeting(tmp_path: Path) -> None:
    coalition = applied(tmp_path, bound("meeting water -2 days 09:30"))
    table = Timetable.of(coalition)
    assert str(table.checkins[CheckinId("before")]) == "meeting water -2 days 09:30"
    assert applied(tmp_path, export_coalition(coalition), coalition) == coalition


def test_a_meeting_nobody_told_of_is_named_when_it_is_applied(tmp_path: Path) -> None:
    coalition = applied(tmp_path, bound("meeting water -2 days 09:30", meets=None))
    (said,) = inconsistencies(coalition)
    assert "`meets`" in said


@pytest.mark.parametrize(
    "schedule", ["meeting", "meeting water", "meeting water 2 days", "meeting water -15 days"]
)
def test_how_long_before_a_meeting_has_to_be_said(tmp_path: Path, schedule: str) -> None:
    assert "checkins.before.schedule" in problem(tmp_path, bound(schedule))


def test_a_meeting_is_bound_to_no_meeting_and_nor_is_a_freeze(tmp_path: Path) -> None:
    circle = bound("weekly", meets="meeting water -1 days 09:30")
    assert "working_groups.water.meets" in problem(tmp_path, circle)
    freeze = changed(coalition__rhythm={"freeze": "meeting water -1 days 09:30"})
    assert "coalition.rhythm.freeze" in problem(tmp_path, freeze)


def test_the_sample_files_example_of_check_ins_can_be_taken_as_it_is(tmp_path: Path) -> None:
    sample = (Path(__file__).parents[2] / "config" / "coalition.yaml").read_text(encoding="utf-8")
    head, marker, example = sample.partition("# checkins:\n")
    lines = [line.removeprefix("# ") for line in f"{marker}{example}".splitlines()]
    coalition = applied(tmp_path, head + "\n".join(lines))
    assert inconsistencies(coalition) == ()
    assert [q.kind for q in coalition.checkins[MAIN].questions] == ["text", "yes_no"]
    assert str(Timetable.of(coalition).checkins[CheckinId("before-meetings")]).startswith("meeting")
