"""Exports hold what was said and agreed, and do nothing when a spreadsheet opens them."""

import csv
import io
import json
import stat
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from ci_bot.cli.refusals import FailedError
from ci_bot.cli.tables import as_csv, as_json, as_xlsx, write_new
from ci_bot.services.roster.export_rows import Row
from tests.cli.host import Ended, Host

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "\u200b=1", '=HYPERLINK("x")')


def exported(host: Host, *arguments: str) -> tuple[Ended, dict[str, Path]]:
    before = host.left()
    ended = host.types("export", *arguments, "--out", str(host.folder))
    return ended, {name.rpartition(".")[2]: host.folder / name for name in host.left() - before}


def test_what_was_said_is_written_in_every_format(played: Host) -> None:
    ended, files = exported(played, "updates", "--format", "csv,json,xlsx")
    assert (ended.code, ended.err) == (0, "")
    assert set(files) == {"csv", "json", "xlsx"}
    assert all(path.name.startswith("open-lakeland-updates-20") for path in files.values())
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}
    rows = json.loads(files["json"].read_text())
    read = list(csv.DictReader(io.StringIO(files["csv"].read_bytes().decode("utf-8-sig"))))
    assert [row["words"] for row in read] == [row["words"] for row in rows]
    assert len(rows) > 3
    assert f"csv: {len(rows)} rows" in ended.out
    label = next(row for row in rows if row["activity"] == "label-translation")
    assert label["visibility"] in {"coalition", "working_group", "backbone"}
    assert label["said"].endswith(("+01:00", "+02:00"))
    assert zipfile.is_zipfile(files["xlsx"])


def test_asks_and_measures_are_written_too(played: Host) -> None:
    ended, files = exported(played, "asks", "--coalition", "open-lakeland", "--format", "json")
    assert ended.code == 0
    asks = json.loads(files["json"].read_text())
    assert {ask["kind"] for ask in asks} <= {"ask", "offer", "lesson"}
    assert asks[0]["number"] == 1
    ended, files = exported(played, "measures")
    assert ended.code == 0
    assert "values of measures are not kept yet" in ended.err
    assert files["csv"].read_bytes().startswith(b'\xef\xbb\xbf"key","name","definition"')


def test_nothing_is_overwritten(played: Host) -> None:
    exported(played, "asks")
    ended, files = exported(played, "asks")
    assert (ended.code, files) == (1, {})
    assert "is there already; move it away, or name another folder with --out" in ended.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("updates", "--format", "pdf"), 2),
        (("updates", "--format", ""), 2),
        (("updates", "--coalition", "nobody"), 1),
        (("lunch",), 2),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_written(
    host: Host, arguments: tuple[str, ...], code: int
) -> None:
    host.types("coalition", "apply", str(host.folder / "coalition.yaml"))
    ended, files = exported(host, *arguments)
    assert (ended.code, files) == (code, {})


def test_a_folder_that_is_not_there_is_wrong_usage(host: Host) -> None:
    assert host.types("export", "asks", "--out", str(host.folder / "none")).code == 2


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_is_a_formula(words: str) -> None:
    table = as_csv(("words",), [{"words": words}]).decode("utf-8-sig")
    (cell,) = list(csv.reader(io.StringIO(table)))[1]
    assert cell.startswith("'")
    book = zipfile.ZipFile(io.BytesIO(as_xlsx("words", ("words",), [{"words": words}])))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert json.loads(as_json([{"words": words}])) == [{"words": words}]


def test_words_of_any_script_and_line_breaks_stay_as_they_are() -> None:
    words = 'Zażółć, "gęślą"\nدوسری سطر 東京; ok'
    table = as_csv(("words", "on"), [{"words": words, "on": True}]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(table, newline="")))[1] == [words, "yes"]
    book = zipfile.ZipFile(io.BytesIO(as_xlsx("w", ("words",), [{"words": words}])))
    assert "東京; ok" in book.read("xl/sharedStrings.xml").decode()


def test_a_cell_is_one_cell_wherever_a_spreadsheet_parts_them() -> None:
    table = as_csv(("words", "on"), [{"words": "tea;=1+1", "on": None}]).decode("utf-8-sig")
    assert table.splitlines() == ['"words","on"', '"tea;=1+1",""']
    assert list(csv.reader(io.StringIO(table), delimiter=";"))[1][0].startswith("tea;=1+1")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("a" * 32_767, "a" * 32_767),
        ("a" * 32_768, f"{'a' * 32_755} (shortened)"),
        ("🌊" * 16_384, f"{'🌊' * 16_377} (shortened)"),
        ("=" + "a" * 32_766, f"'={'a' * 32_753} (shortened)"),
    ],
)
def test_a_text_too_long_for_a_cell_says_that_it_is_shortened(words: str, kept: str) -> None:
    book = zipfile.ZipFile(io.BytesIO(as_xlsx("w", ("words",), [{"words": words}])))
    assert f">{kept}<" in book.read("xl/sharedStrings.xml").decode()


def test_no_rows_make_a_table_with_a_head(host: Host) -> None:
    host.types("coalition", "apply", str(host.folder / "coalition.yaml"))
    ended, files = exported(host, "asks")
    assert ended.out.endswith("csv: 0 rows\n")
    assert len(files["csv"].read_text().splitlines()) == 1


def test_numbers_stay_numbers_in_a_sheet() -> None:
    rows: list[Row] = [{"number": 7, "baseline": Decimal("-2.5")}]
    book = zipfile.ZipFile(io.BytesIO(as_xlsx("n", ("number", "baseline"), rows)))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>7</v>" in sheet
    assert "<v>-2.5</v>" in sheet


def test_a_place_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="can't be written"):
        write_new(tmp_path / "none" / "asks.csv", b"")
