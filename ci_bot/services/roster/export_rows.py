"""What a coalition said and agreed as rows: one dict for each, in order, with plain values."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.progress import organisation_name
from ci_bot.domain.ids import ActivityId, PersonId
from ci_bot.domain.measure import Measure
from ci_bot.domain.update import Update
from ci_bot.ports.store import CoalitionUnit

Value = str | int | bool | Decimal | None
Row = dict[str, Value]


class Export(StrEnum):
    """What can be exported."""

    UPDATES = "updates"
    MEASURES = "measures"
    ASKS = "asks"


FORMATS = ("csv", "json", "xlsx")
"""The kinds of files that are made of them."""


async def export_rows(
    unit: CoalitionUnit, coalition: Coalition, what: Export
) -> tuple[Sequence[str], Sequence[Row]]:
    """The columns, and the rows of all that counts, whoever may see it: for the host.

    Times are ISO 8601 with the offset of the coalition's zone. What was replaced or withdrawn is
    left out.
    """
    match what:
        case Export.UPDATES:
            return UPDATE_COLUMNS, [_update(coalition, u) for u in await unit.updates()]
        case Export.ASKS:
            return ASK_COLUMNS, [_ask(coalition, ask) for ask in await unit.asks()]
        case Export.MEASURES:
            return MEASURE_COLUMNS, [_measure(m) for m in coalition.measures.values()]


UPDATE_COLUMNS = (
    "id", "said", "recorded", "activity", "activity_title", "organisation", "organisation_name",
    "person", "status", "no_change", "words", "language", "visibility", "contribution", "told_by",
    "confirmed",
)  # fmt: skip
ASK_COLUMNS = (
    "number", "kind", "text", "language", "visibility", "activity", "activity_title",
    "organisation", "organisation_name", "person", "opened", "closed", "thanked",
)  # fmt: skip
MEASURE_COLUMNS = (
    "key", "name", "definition", "unit", "level", "direction", "combine", "period", "decimals",
    "baseline", "baseline_date", "target", "target_by", "steward", "limits",
)  # fmt: skip


def _update(coalition: Coalition, update: Update) -> Row:
    when = _instants(coalition)
    return {
        "id": update.id,
        "said": when(update.at),
        "recorded": when(update.recorded),
        "activity": update.activity,
        "activity_title": _title(coalition, update.activity),
        "organisation": update.organisation,
        "organisation_name": organisation_name(coalition, update.organisation),
        "person": _name(coalition, update.person),
        "status": None if update.status is None else update.status.value,
        "no_change": update.no_change,
        "words": update.words,
        "language": update.language,
        "visibility": update.visibility.value,
        "contribution": update.contribution,
        "told_by": _name(coalition, update.told_by),
        "confirmed": update.confirmed,
    }


def _ask(coalition: Coalition, ask: Ask) -> Row:
    when = _instants(coalition)
    return {
        "number": ask.number,
        "kind": ask.kind.value,
        "text": ask.text,
        "language": ask.language,
        "visibility": ask.visibility.value,
        "activity": ask.activity,
        "activity_title": _title(coalition, ask.activity),
        "organisation": ask.organisation,
        "organisation_name": organisation_name(coalition, ask.organisation),
        "person": _name(coalition, ask.person),
        "opened": when(ask.opened),
        "closed": when(ask.closed),
        "thanked": _name(coalition, ask.thanked),
    }


def _measure(measure: Measure) -> Row:
    baseline = measure.baseline
    target = max(measure.targets, key=lambda t: t.by, default=None)
    return {
        "key": measure.key,
        "name": measure.name,
        "definition": measure.definition,
        "unit": measure.unit,
        "level": measure.level,
        "direction": measure.direction,
        "combine": measure.combine,
        "period": measure.period,
        "decimals": measure.decimals,
        "baseline": None if baseline is None else baseline.value,
        "baseline_date": None if baseline is None else baseline.date.isoformat(),
        "target": None if target is None else target.value,
        "target_by": None if target is None else target.by.isoformat(),
        "steward": measure.steward,
        "limits": measure.limits,
    }


def _instants(coalition: Coalition) -> Callable[[datetime | None], str | None]:
    zone = ZoneInfo(coalition.timezone)
    return lambda at: None if at is None else at.astimezone(zone).isoformat(timespec="seconds")


def _title(coalition: Coalition, activity: ActivityId | None) -> str | None:
    known = None if activity is None else coalition.activities.get(activity)
    return None if known is None else known.title


def _name(coalition: Coalition, person: PersonId | None) -> str | None:
    known = None if person is None else coalition.people.get(person)
    return person if known is None else known.name
