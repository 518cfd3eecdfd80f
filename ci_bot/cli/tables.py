"""Rows as files that spreadsheets and programs open, and that do nothing when they are opened."""

import csv
import io
import json
import os
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from ci_bot.cli.refusals import FailedError
from ci_bot.messages.safe import clean
from ci_bot.services.roster.export_rows import Row, Value

# What a spreadsheet takes for the beginning of a formula, wide forms too.
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

_LONGEST_CELL = 32_767
"""No cell of an Excel sheet holds more characters."""
_SHORTENED = " (shortened)"


def as_csv(columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    """UTF-8 with the mark by which Excel knows it; other programs skip that."""
    written = io.StringIO(newline="")
    # Some spreadsheets part cells at semicolons too: without quotes, words could become a formula.
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def as_json(rows: Sequence[Row]) -> bytes:
    """A list of objects; words stand as they were said."""
    return f"{json.dumps(rows, ensure_ascii=False, indent=2, default=str)}\n".encode()


def as_xlsx(title: str, columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    """One sheet of text and numbers, without formulas or links; raises FailedError.

    A text that is too long for a cell says at its end that it is shortened.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise FailedError(
            "xlsx needs a library that isn't here: pip install 'ci-bot[xlsx]', or use csv"
        ) from None
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet(title)
        for column, name in enumerate(columns):
            sheet.write_string(0, column, name)
            for line, row in enumerate(rows, start=1):
                value = row[name]
                if isinstance(value, bool) or not isinstance(value, int | Decimal):
                    sheet.write_string(line, column, _fitting(_cell(value)))
                else:
                    sheet.write_number(line, column, float(value))
        sheet.freeze_panes(1, 0)
    return made.getvalue()


def _fitting(text: str) -> str:
    # As Excel counts, an emoji is two characters.
    counted = text.encode("utf-16-le")
    if len(counted) <= 2 * _LONGEST_CELL:
        return text
    room = 2 * (_LONGEST_CELL - len(_SHORTENED))
    return counted[:room].decode("utf-16-le", "ignore") + _SHORTENED


def write_new(path: Path, content: bytes) -> None:
    """A file that only its owner reads; raises FailedError where there is one already."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    except FileExistsError:
        raise FailedError(
            f"{path} is there already; move it away, or name another folder with --out"
        ) from None
    except OSError as error:
        raise FailedError(f"{path} can't be written: {error.strerror}") from None


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        return str(value)
    # Both the words and what is left of them: what is taken out may have hidden a sign.
    live = value.startswith(_LIVE) or clean(value).startswith(_LIVE)
    return f"'{clean(value)}" if live else clean(value)
