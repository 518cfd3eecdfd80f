"""The coalition as one value, from its rows and back, rewriting only the rows that differ."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Table

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Channel, Checkin, Coalition, Rhythm
from ci_bot.domain.measure import Baseline, Measure
from ci_bot.domain.organisation import Goal, Organisation, WorkingGroup
from ci_bot.domain.person import Account, Person, PersonalSettings
from ci_bot.domain.roles import Role
from ci_bot.ports.store import ConflictError
from ci_bot.store.bound import Bound
from ci_bot.store.codec import Codec, Inner
from ci_bot.store.tables import roster

_baseline = Inner(kind=Baseline, optional=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A field of the coalition with a table of its own; `key` None: a tuple, known by position."""

    field: str
    codec: Codec[Any]
    key: str | None = "id"

    @property
    def table(self) -> Table:
        return self.codec.table

    def rows(self, coalition: Coalition) -> dict[Any, dict[str, Any]]:
        """The section's rows, by what tells them apart."""
        members = getattr(coalition, self.field)
        values = members.values() if isinstance(members, Mapping) else members
        rows = [{"position": n, **self.codec.row(v)} for n, v in enumerate(values)]
        return {row[self.key or "position"]: row for row in rows}

    async def load(self, bound: Bound) -> Any:
        """The section's values, in their order."""
        found = await bound.all(
            self.codec, bound.select(self.table).order_by(self.table.c.position)
        )
        if self.key is None:
            return tuple(found)
        return {getattr(value, self.key): value for value in found}


_SECTIONS = (
    Section(field="organisations", codec=Codec(Organisation, roster.organisations)),
    Section(
        field="people",
        codec=Codec(Person, roster.people, inner={"settings": Inner(kind=PersonalSettings)}),
    ),
    Section(field="roles", codec=Codec(Role, roster.roles), key=None),
    Section(field="accounts", codec=Codec(Account, roster.accounts), key=None),
    Section(field="working_groups", codec=Codec(WorkingGroup, roster.working_groups)),
    Section(field="goals", codec=Codec(Goal, roster.goals)),
    Section(field="activities", codec=Codec(Activity, roster.activities)),
    Section(
        field="measures",
        codec=Codec(Measure, roster.measures, inner={"baseline": _baseline, "outcome": _baseline}),
        key="key",
    ),
    Section(field="channels", codec=Codec(Channel, roster.channels), key=None),
    Section(field="checkins", codec=Codec(Checkin, roster.checkins)),
)


_coalition = Codec(
    Coalition,
    roster.coalitions,
    renamed={"id": "coalition_id"},
    inner={"rhythm": Inner(kind=Rhythm)},
    elsewhere=[section.field for section in _SECTIONS],
)


async def revision_of(bound: Bound) -> int | None:
    """The revision of the stored coalition; None when there is none."""
    table = roster.coalitions
    rows = await bound.rows(bound.select(table).with_only_columns(table.c.revision))
    return int(rows[0]["revision"]) if rows else None


async def load_coalition(bound: Bound) -> Coalition | None:
    """Reads all sections; again when somebody saved in between, so that they fit together."""
    while True:
        rows = await bound.rows(bound.select(roster.coalitions))
        if not rows:
            return None
        sections = {section.field: await section.load(bound) for section in _SECTIONS}
        coalition = _coalition.value(rows[0], **sections)
        if await revision_of(bound) == coalition.revision:
            return coalition


async def save_coalition(bound: Bound, before: Coalition | None, after: Coalition) -> Coalition:
    """Writes what differs; raises ConflictError when `before` isn't what is stored."""
    saved = replace(after, revision=after.revision + 1)
    table = roster.coalitions
    if before is None:
        await bound.insert(table, [{**_coalition.row(saved), "last_ask": 0}])
    elif not await bound.change(
        table, table.c.revision == before.revision, values=_coalition.row(saved)
    ):
        raise ConflictError(f"the coalition {after.id} was changed meanwhile; do it again")
    for section in _SECTIONS:
        await _save_section(bound, section, before, saved)
    return saved


async def _save_section(
    bound: Bound, section: Section, before: Coalition | None, after: Coalition
) -> None:
    old = section.rows(before) if before else {}
    new = section.rows(after)
    outdated = [key for key, row in old.items() if new.get(key) != row]
    if outdated:
        column = section.table.c[section.key or "position"]
        await bound.delete(section.table, column.in_(outdated))
    await bound.insert(section.table, [row for key, row in new.items() if old.get(key) != row])
