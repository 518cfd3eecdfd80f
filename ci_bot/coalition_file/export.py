"""A coalition in its file form."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import yaml

from ci_bot.coalition_file.questions import exported
from ci_bot.coalition_file.shape import AccountsShape
from ci_bot.domain.coalition import Channel, Checkin, Coalition
from ci_bot.domain.ids import AccountId, PersonId, RoomId, local_part, platform_of
from ci_bot.domain.rhythm.presets import own_parts
from ci_bot.domain.roles import Role

_AGREEMENT = (
    "timezone",
    "languages",
    "preset",
    "phase",
    "quiet_weeks",
    "common_agenda_version",
    "common_agenda",
    "visibility",
)
_ORGANISATION = (
    "id", "name", "kind", "country", "timezone", "language", "in_coalition", "partnership", "note",
)  # fmt: skip
_ACTIVITY = (
    "id", "title", "lead_organisation", "lead_person", "deputy_person", "supporting", "goal",
    "working_group", "reinforces", "measures", "start", "end", "rhythm", "milestones",
    "archived",
)  # fmt: skip
_WORKING_GROUP = ("id", "name", "co_chairs", "organisations", "meets", "archived")
_MEASURE = (
    "key", "name", "definition", "unit", "level", "direction", "combine", "value_kind", "period",
    "baseline", "targets", "report_only", "steward", "decimals", "plausible_range", "limits",
)  # fmt: skip


def export_coalition(coalition: Coalition) -> str:
    """YAML that, applied to this coalition, changes nothing."""
    agreement = {"name": coalition.name, "slug": coalition.id, **_facts(coalition, _AGREEMENT)}
    # What the preset says is left to it, so that a coalition can grow from one to the next.
    if own := own_parts(coalition):
        agreement["rhythm"] = _facts(coalition.rhythm, own)
    document = {
        "coalition": agreement,
        "organisations": _each(coalition.organisations, _ORGANISATION),
        "people": [_person(coalition, person) for person in coalition.people],
        "working_groups": _each(coalition.working_groups, _WORKING_GROUP),
        "goals": _each(coalition.goals, ("id", "text")),
        "activities": _each(coalition.activities, _ACTIVITY),
        "measures": [
            {
                **_facts(m, _MEASURE),
                **({"real_outcome_later": _plain(m.outcome)} if m.outcome else {}),
            }
            for m in coalition.measures.values()
        ],
        "channels": [_channel(c) for c in coalition.channels if _has_place(c.address)],
        "checkins": [_checkin(checkin) for checkin in coalition.checkins.values()],
    }
    return yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


class _Dumper(yaml.SafeDumper):
    """Quotes what YAML would read as another kind of line break."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if set(text) & set("\r\x85\u2028\u2029") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _each(entries: Mapping[Any, object], names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [_facts(entry, names) for entry in entries.values()]


def _facts(value: object, names: tuple[str, ...]) -> dict[str, Any]:
    found = {name: _plain(getattr(value, name)) for name in names}
    # Most are not archived, and need not say so.
    return {
        name: fact
        for name, fact in found.items()
        if fact is not None and (name, fact) != ("archived", False)
    }


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case tuple():
            return [_plain(part) for part in value]
        case Decimal():
            return _number(value)
        case bool() | int() | date() | None:
            return value
        case str():
            return str(value)
        case _:
            names = [n for n in type(value).__dataclass_fields__ if getattr(value, n) != ""]
            return _facts(value, tuple(names))


def _number(value: Decimal) -> int | float | str:
    """As people write it; in quotes where a float would not keep every digit."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(str(float(value))) == value else str(value)


def _person(coalition: Coalition, id_: PersonId) -> dict[str, Any]:
    person = coalition.people[id_]
    accounts: dict[str, Any] = {}
    for account in coalition.accounts:
        if account.person == id_ and _has_place(account.id):
            accounts.setdefault(platform_of(account.id), []).append(local_part(account.id))
    return {
        **_facts(person, ("id", "name", "language", "timezone", "region")),
        "roles": [_role(role) for role in coalition.roles if role.person == id_],
        "accounts": {k: v[0] if len(v) == 1 else v for k, v in accounts.items()},
    }


def _has_place(address: AccountId | RoomId) -> bool:
    """Whether the file has a place for that platform: it has none for those of the demo."""
    return platform_of(address) in AccountsShape.model_fields


def _role(role: Role) -> dict[str, Any]:
    names = ("organisation", "role", "scope", "functions", "title", "since", "until")
    keys = {"since": "from", "until": "to"}
    found = {keys.get(name, name): _plain(getattr(role, name)) for name in names}
    return {key: fact for key, fact in found.items() if fact not in (None, "", [])}


def _checkin(checkin: Checkin) -> dict[str, Any]:
    questions = [exported(question, n) for n, question in enumerate(checkin.questions, start=1)]
    facts = _facts(checkin, ("id", "schedule", "activities"))
    return {**facts, "questions": questions}


def _channel(channel: Channel) -> dict[str, Any]:
    found: dict[str, Any] = {
        platform_of(channel.address): local_part(channel.address),
        "for": channel.audience,
    }
    if channel.language:
        found["language"] = channel.language
    return {**found, "chart": True} if channel.chart else found
