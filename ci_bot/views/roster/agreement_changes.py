"""What changed in what a coalition has agreed: its common agenda, goals, preset, rhythm, pause."""

from collections.abc import Iterator, Sequence

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.difference import Change
from ci_bot.messages.inline import Code, Inline, Line, Words, line
from ci_bot.views.reader import Reader

_PARTS = ("common_agenda", "preset", "rhythm")


def agreement_lines(
    reader: Reader, before: Coalition, after: Coalition, changes: Sequence[Change]
) -> Iterator[Line]:
    """What it is now, and what it was."""
    _ = reader.gettext
    for change in changes:
        if change.section == "goals":
            yield _goal(reader, change)
        elif change.section == "coalition" and change.entry in _PARTS:
            yield _part(reader, change)
    if before.paused and not after.paused:
        yield line(_("Check-ins, reminders and digests go out by themselves again."))
    if after.paused and not before.paused:
        yield line(_("Paused: nothing goes out by itself. {line} goes on."), line=Code("resume"))


def part_name(reader: Reader, part: str) -> str:
    """What that field of the coalition is called."""
    _ = reader.gettext
    if part.startswith("common_agenda"):
        return _("common agenda")
    known = {"goals": _("goals"), "channels": _("channels")}
    return known.get(part, _("rhythm"))


def _goal(reader: Reader, change: Change) -> Line:
    _ = reader.gettext
    if change.field:
        said = _("Goal: {goal} (it was {before})")
        return line(said, goal=Words(change.after), before=Words(change.before))
    if change.after is None:
        return line(_("{name} is gone again."), name=Words(change.before.text))
    return line(_("Goal: {goal}"), goal=Words(change.after.text))


def _part(reader: Reader, change: Change) -> Line:
    _ = reader.gettext
    name: Inline = Words(part_name(reader, change.entry))
    if change.entry != "common_agenda":
        name = Code(" ".join(("rhythm", change.field or change.entry)))
    if not change.after:
        return line(
            _("{part}: none any more (it was {before})"), part=name, before=Words(change.before)
        )
    if not change.before:
        return line("{part}: {value}", part=name, value=Words(change.after))
    said = _("{part}: {value} (it was {before})")
    return line(said, part=name, value=Words(change.after), before=Words(change.before))
