"""What the bot says about a change of the roster: what is new, what it was, and what follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.difference import Change
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.roles import Role
from ci_bot.domain.roster.effects import Effect
from ci_bot.messages.blocks import Block, Bullets, Message, Paragraph
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.views.reader import Reader
from ci_bot.views.roster.agreement_changes import agreement_lines
from ci_bot.views.roster.channels import channel_lines
from ci_bot.views.roster.effects import follows
from ci_bot.views.roster.fields import label, name_in, value
from ci_bot.views.roster.listing import role_name
from ci_bot.views.roster.undoing import undo_note

_NOT_TOLD = frozenset({"id", "moves", "settings", "introduced", "away_until", "in_coalition"})
_ELSEWHERE = frozenset({"roles", "coalition", "goals", "channels"})
_NAMES = ("name", "title", "text")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A step of the roster to tell: both states, the changes between them, and what follows.

    `dry`: it was not taken. `undo`: it takes an earlier one back.
    """

    before: Coalition
    after: Coalition
    changes: Sequence[Change]
    effects: Sequence[Effect]
    dry: bool
    undo: bool = False


def told(reader: Reader, step: Told) -> Message:
    """What changed, or would change, line by line."""
    _ = reader.gettext
    if not step.changes and step.before.paused is step.after.paused:
        said = line(_("That is so already; nothing was changed."))
        return Message((Paragraph(said),), reader.language)
    # The day that hats count from is the same for everybody.
    today = step.after.today(reader.now)
    agreed = agreement_lines(reader, step.before, step.after, step.changes)
    linked = channel_lines(reader, step.changes)
    items = [*agreed, *linked, *_entries(reader, step), *_roles(reader, step, today)]
    blocks: list[Block] = [Paragraph(line(_head(reader, step))), Bullets(tuple(items))]
    blocks += [Paragraph(follows(reader, effect, step.after)) for effect in step.effects]
    if not step.dry and not step.undo:
        blocks.append(undo_note(reader))
    return Message(tuple(blocks), reader.language)


def _head(reader: Reader, step: Told) -> str:
    _ = reader.gettext
    if step.undo:
        return _("This would be taken back; nothing is changed yet:") if step.dry else _("Undone:")
    return _("This would change; nothing is changed yet:") if step.dry else _("Done:")


def _entries(reader: Reader, step: Told) -> Iterator[Line]:
    for change in step.changes:
        if change.section in _ELSEWHERE or change.field in _NOT_TOLD:
            continue
        if change.field:
            name = name_in((change.section,), change.entry, step.before, step.after)
            yield _field(reader, step, name, change)
        elif change.before is None:
            yield _new(reader, change.section, change.after)
            yield from _facts(reader, step, change.after)
        else:
            gone = line(reader.gettext("{name} is gone again."), name=Words(_called(change.before)))
            yield gone


def _new(reader: Reader, section: str, entry: Any) -> Line:
    _ = reader.gettext
    sentences = {
        "organisations": _("New organisation: {name} ({id})"),
        "people": _("New person: {name} ({id})"),
        "working_groups": _("New working group: {name} ({id})"),
        "activities": _("New activity: {name} ({id})"),
    }
    return line(sentences[section], name=Words(_called(entry)), id=Code(entry.id))


def _facts(reader: Reader, step: Told, entry: Any) -> Iterator[Line]:
    """What a new entry says beyond its name."""
    for field in fields(entry):
        now = getattr(entry, field.name)
        if field.name in _NOT_TOLD or field.name in _NAMES or now == field.default:
            continue
        if now is None or now == "":
            continue
        shown = value(reader, field.name, now, step.after)
        yield line("{field}: {value}", field=label(reader, field.name), value=shown)


def _field(reader: Reader, step: Told, name: str, change: Change) -> Line:
    _ = reader.gettext
    attribute, before, after = change.field, change.before, change.after
    if attribute == "archived":
        if after:
            return line(_("{name} is archived; what was said about it stays."), name=Words(name))
        return line(_("{name} goes on."), name=Words(name))
    if after is Partnership.LEFT:
        return line(_("{name} has left the coalition."), name=Words(name))
    was = value(reader, attribute, before, step.before, step.after)
    now = value(reader, attribute, after, step.after, step.before)
    field = label(reader, attribute)
    if before in (None, "", ()):
        return line(_("{name}, {field}: {value}"), name=Words(name), field=field, value=now)
    if after in (None, "", ()):
        said = _("{name}, {field}: none any more (it was {before})")
        return line(said, name=Words(name), field=field, before=was)
    said = _("{name}, {field}: {value} (it was {before})")
    return line(said, name=Words(name), field=field, value=now, before=was)


def _roles(reader: Reader, step: Told, today: date) -> Iterator[Line]:
    """Hats that came, went, or have other dates now; one that stays is not told."""
    changed = [c for c in step.changes if c.section == "roles" and not c.field]
    new: list[Role] = [c.after for c in changed if c.after is not None]
    old: list[Role] = [c.before for c in changed if c.before is not None]
    same = {_hat(role) for role in new}
    for role in new:
        yield _worn(reader, step, role, today)
    for role in old:
        if _hat(role) not in same:
            yield _role(reader, step, role, _taken(reader))


def _taken(reader: Reader) -> str:
    return reader.gettext("{person} is no longer {role} for {organisation}.")


def _worn(reader: Reader, step: Told, role: Role, today: date) -> Line:
    _ = reader.gettext
    if role.until is not None and role.until <= today:
        return _role(reader, step, role, _taken(reader))
    if role.since is not None and role.since > today:
        if role.until is not None:
            said = _("{person} is {role} for {organisation} from {since} until {until}.")
            return _role(reader, step, role, said)
        return _role(
            reader, step, role, _("{person} is {role} for {organisation} from {since} on.")
        )
    if role.until is not None:
        return _role(reader, step, role, _("{person} is {role} for {organisation} until {until}."))
    return _role(reader, step, role, _("{person} is now {role} for {organisation}."))


def _role(reader: Reader, step: Told, role: Role, said: str) -> Line:
    coalitions = (step.after, step.before)
    return line(
        said,
        person=Words(name_in(("people",), role.person, *coalitions)),
        role=role_name(reader, role.role),
        organisation=Words(name_in(("organisations",), role.organisation, *coalitions)),
        since="" if role.since is None else reader.day_in_full(role.since),
        until="" if role.until is None else reader.day_in_full(role.until),
    )


def _hat(role: Role) -> tuple[str, ...]:
    return (role.person, role.organisation, role.role, role.scope or "")


def _called(entry: Any) -> str:
    return next((str(getattr(entry, n)) for n in _NAMES if hasattr(entry, n)), "")
