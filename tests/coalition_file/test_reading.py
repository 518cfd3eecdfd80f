"""A coalition file is read strictly, and each mistake is named with file, line and field."""

import re
from pathlib import Path
from typing import Any

import pytest

from ci_bot.coalition_file import CoalitionFileError, read_coalition_file
from tests.coalition_file.files import SMALL, changed, written


def problems(folder: Path, content: Any) -> list[str]:
    path = written(folder, content)
    with pytest.raises(CoalitionFileError) as refused:
        read_coalition_file(path)
    found = [problem.removeprefix(f"{path}") for problem in refused.value.problems]
    assert all(problem.startswith(":") for problem in found)
    return found


DAYS = SMALL["measures"][0]

WRONG: list[tuple[str, Any, str]] = [
    ("coalition.slug", changed(coalition__slug="Green Harbour"), "must be small letters"),
    ("coalition.name", changed(coalition__name=...), "is missing"),
    ("coalition.name", changed(coalition__name=3), "must be text; put it in quotes"),
    ("coalition.timezone", changed(coalition__timezone="Europe/Berln"), "did you mean `Europe/Ber"),
    ("coalition.timezone", changed(coalition__timezone="CEST/7"), "no time zone is called"),
    ("coalition.timezone", changed(coalition__timezone="../etc/passwd"), "no time zone is called"),
    ("coalition.languages.0", changed(coalition__languages=["xx"]), "no language is tagged"),
    ("coalition.languages", changed(coalition__languages=[]), "needs at least one"),
    ("coalition.languages", changed(coalition__languages="en"), "must be a list"),
    ("coalition.preset", changed(coalition__preset="big"), "must be 'pocket', 'standard'"),
    ("coalition.quiet_weeks.0", changed(coalition__quiet_weeks=["2026-W54"]), "like `2026-W47`"),
    ("coalition.visibility", changed(coalition__visibility="all"), "must be 'backbone',"),
    ("coalition.rhythm.digest", changed(coalition__rhythm={"digest": "often"}), ""),
    ("coalition.rhythm.digest", changed(coalition__rhythm={"digest": "weekly wed 25:00"}), ""),
    ("coalition.rhythm.checkin", changed(coalition__rhythm={"checkin": 930}), "must be text"),
    ("coalition.rhytm", changed(coalition__rhytm={}), "did you mean `rhythm`?"),
    ("peple", changed(peple=[]), "did you mean `people`?"),
    ("people", changed(people={"ines": {}}), "must be a list"),
    ("people.ines", changed(people__1={"id": "ines", "name": "I."}, working_groups=[],
        activities=[]), "twice"),
    ("measures.days", changed(measures=[{**DAYS}, {**DAYS}]), "twice"),
    ("people.marek.nmae", changed(people__1__nmae="x"), "did you mean `name`?"),
    ("people.marek.timezone", changed(people__1__timezone="Mars/One"), "no time zone"),
    ("people.marek.region", changed(people__1__region="Bavaria"), "like `DE` or `DE-BY`"),
    ("people.marek.accounts.matrix.0", changed(people__1__accounts__matrix="marek"), "user"),
    ("people", changed(people__0__accounts={"matrix": "@marek:example.org"}), "2 people"),
    ("people.ines.roles.0.role", changed(people__0__roles__0__role="boss"), "must be 'represent"),
    ("people.ines.roles.0.organisation", changed(people__0__roles__0__organisation="x"), "`x`"),
    ("people.ines.roles.0.scope", changed(people__0__roles__0__scope="waters"), "`water`"),
    ("people.ines.roles.0.to", changed(people__0__roles__0={
        "organisation": "office", "role": "backbone", "from": "2026-02-01", "to": "2026-02-01"}),
        "is not after `from`"),
    ("organisations.river.country", changed(organisations__1__country="Germany"), "like `DE`"),
    ("working_groups.water.co_chairs.0", changed(working_groups__0__co_chairs=["x"]), "`x`"),
    ("activities.tests.lead_person", changed(activities__0__lead_person="marec"), "`marek`"),
    ("activities.tests.deputy_person", changed(activities__0__deputy_person="you"), "`you`"),
    ("activities.tests.lead_organisation", changed(activities__0__lead_organisation="o"), "`o`"),
    ("activities.tests.supporting", changed(activities__0__supporting=["river"]), "itself"),
    ("activities.tests.goal", changed(activities__0__goal="swimm"), "did you mean `swim`?"),
    ("activities.tests.working_group", changed(activities__0__working_group="w"), "`w`"),
    ("activities.tests.reinforces.0", changed(activities__0__reinforces=["nothing"]), "`nothing`"),
    ("activities.tests.measures.0", changed(activities__0__measures=["day"]), "`days`"),
    ("activities.tests.start", changed(activities__0__start="soon"), "a date like 2026-11-27"),
    ("activities.tests.start", changed(activities__0__start="2026-02-30"), "a date like"),
    ("activities.tests.end", changed(activities__0__start="2026-02-02", activities__0__end=
        "2026-01-01"), "is before `start`"),
    ("activities.tests.rhythm", changed(activities__0__rhythm="every 0 weeks"), ""),
    ("activities.tests.milestones.0.text", changed(activities__0__milestones=[
        {"date": "2026-01-01"}]), "is missing"),
    ("measures.days.decimals", changed(measures__0__decimals=12), "less than or equal to 6"),
    ("measures.days.baseline.value", changed(measures__0__baseline={
        "value": "many", "date": "2026-01-01"}), "must be a number"),
    ("measures.days.steward", changed(measures__0__steward="ines-b"), "`ines`"),
    ("channels.0", changed(channels__0={"for": "coalition"}), "exactly one of `matrix`"),
    ("channels.0.matrix", changed(channels__0__matrix="digest"), "must be a Matrix room"),
    ("channels.0.for", changed(channels__0__for="everybody"), "`everybody`"),
    ("channels.1", changed(channels=[{"matrix": "#a:b"}, {"matrix": "#a:b"}]), "stands here twice"),
    ("checkins.main.activities.0", changed(checkins=[{"id": "main", "activities": ["a"]}]), "`a`"),
    ("checkins.main.questions", changed(checkins=[{"id": "main", "questions": ["?"] * 4}]), "most"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "content", "advice"), WRONG, ids=[w[0] for w in WRONG])
def test_a_mistake_is_named_with_its_line_and_field(
    tmp_path: Path, field: str, content: Any, advice: str
) -> None:
    (found,) = problems(tmp_path, content)
    line, name, said = re.fullmatch(r":(\d+): ([^ ]+): (.+)", found).groups()  # type: ignore[union-attr]
    assert name == field
    assert advice in said
    lines = (tmp_path / "coalition.yaml").read_text().splitlines()
    assert 1 <= int(line) <= len(lines)


def test_the_line_is_that_of_the_mistake(tmp_path: Path) -> None:
    text = (
        "coalition:\n  name: X\n  slug: x\npeople:\n"
        "  - {id: a, name: A}\n"
        "  - id: b\n    name: B\n    timezone: Nowhere/At_All\n"
    )
    assert problems(tmp_path, text)[0].startswith(":8: people.b.timezone: ")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    content = changed(coalition__timezone="x", people__0__name=..., activities__0__start="soon")
    assert len(problems(tmp_path, content)) == 3


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "no YAML": ("coalition: [a\n", "broken YAML"),
    "a tab": ("coalition:\n\tname: x\n", ":2: broken YAML"),
    "a control character": ("coalition:\n  name: \x07\n", ":2: broken YAML: the character U+0007"),
    "no text": (b"\xff\xfe", "not UTF-8 text"),
    "nothing": ("", "begin with `coalition:`"),
    "a list": ("- a\n- b\n", "begin with `coalition:`"),
    "a key twice": ("coalition:\n  name: a\n  name: b\n", ":3: coalition.name: this key stands"),
    "a tag": ("coalition: !!python/object/apply:os.system [ls]\n", ":1: coalition: a tag"),
    "a tagged mapping": ("coalition: !!python/object:os.environ {}\n", ":1: coalition: a tag"),
    "a tagged value": (
        "coalition:\n  name: !!python/name:os.system\n",
        ":2: coalition.name: a tag",
    ),
    "bytes": ("coalition:\n  name: !!binary aGk=\n", ":2: coalition.name: a tag"),
    "a mapping as key": ("? {a: b}\n: c\n", "a key must be a word"),
    "a merge": ("coalition: &c {name: x, slug: x}\nmore:\n  <<: *c\n", "unknown key"),
    "a number without end": (f"coalition:\n  name: {'9' * 5000}\n", "can't be read as a value"),
    "a day that is none": ("coalition:\n  x: 2026-02-30\n", "'2026-02-30' must be a date like"),
    "a circle": ("coalition: &a\n  name: *a\n", "too many or too deeply nested"),
    "deep brackets": ("[" * 50_000, "too many or too deeply nested"),
    "deep braces": ("{a: " * 50_000, "too many or too deeply nested"),
    "deep dashes": ("- " * 50_000, "too many or too deeply nested"),
    "deep lines": ("\n".join(" " * n + "a:" for n in range(30)), "too many or too deeply nested"),
    "endless entries": ("a: [" + "b, " * 20_000 + "b]", "too many or too deeply nested"),
    "two documents": ("coalition: {}\n---\ncoalition: {}\n", "broken YAML"),
    "an endless file": ("#" * 500_001, "larger than"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_coalition_file_is_refused(tmp_path: Path, what: str) -> None:
    text, words = BROKEN[what]
    assert words in problems(tmp_path, text)[0]


def test_a_small_file_cannot_become_large_by_aliases(tmp_path: Path) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for name, before in zip("bcdefgh", "abcdefg", strict=True):
        bomb += f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    assert "too many or too deeply nested" in problems(tmp_path, bomb)[0]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CoalitionFileError, match="can't be read"):
        read_coalition_file(tmp_path / "none.yaml")


def test_a_sentence_with_a_comma_in_braces_is_one_sentence(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "coalition: {name: Harbour, slug: harbour}\n"
        "goals:\n"
        "  - {id: g, text: help within weeks, not months, and for all}\n"
        "  - {id: h, text: now,\n     then}\n"
        '  - {id: i, text: "a, b"}\n',
    )
    goals = read_coalition_file(path).goals or ()
    assert [g.text for g in goals] == [
        "help within weeks, not months, and for all",
        "now, then",
        "a, b",
    ]


def test_a_key_whose_colon_was_forgotten_is_no_silent_loss(tmp_path: Path) -> None:
    text = "coalition: {name: Harbour, slug: harbour, timezone}\n"
    assert "coalition.slug: must be small letters" in problems(tmp_path, text)[0]


def test_references_into_sections_that_are_left_out_are_left_to_the_database(
    tmp_path: Path,
) -> None:
    content = changed(people=..., organisations=..., goals=..., measures=..., working_groups=...)
    assert read_coalition_file(written(tmp_path, content)).people is None
