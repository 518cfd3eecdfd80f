"""Presets: the rhythm and the ways of a coalition that has agreed on none of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from ci_bot.domain.coalition import Coalition, Rhythm


@dataclass(frozen=True, kw_only=True, slots=True)
class Preset:
    """What holds where a coalition says nothing else.

    `no_wrap_up`: a check-in is over with the activities; nothing is asked after them. `groups`:
    most of the work is done in working groups. `silent`: where nothing is new, everybody knows.
    """

    rhythm: Rhythm = field(default_factory=Rhythm)
    no_wrap_up: bool = False
    groups: bool = False
    silent: bool = False


PRESETS: Mapping[str, Preset] = {
    "pocket": Preset(
        rhythm=Rhythm(checkin="monthly first thu 09:30", digest="monthly second wed 10:00"),
        no_wrap_up=True,
        silent=True,
    ),
    "standard": Preset(),
    "large": Preset(groups=True),
    # Within one working week.
    "office_hours": Preset(
        rhythm=Rhythm(
            checkin="every 2 weeks mon 10:00",
            remind="wed 10:00",
            freeze="thu 10:00",
            digest="weekly thu 15:00",
        )
    ),
    # In the evening, with a weekend to answer.
    "volunteers": Preset(
        rhythm=Rhythm(
            checkin="every 2 weeks thu 18:30",
            remind="sun 17:00",
            freeze="mon 18:30",
            digest="weekly tue 18:30",
        )
    ),
}
"""In the order in which they are listed; `pocket` grows to `standard`, and that to `large`."""

PARTS = tuple(part.name for part in fields(Rhythm))
"""The parts of a rhythm that a preset gives, each by itself."""


def preset_named(typed: str) -> str | None:
    """The preset's name, as people write it: with spaces, hyphens or capitals."""
    name = "_".join(typed.casefold().replace("-", " ").replace("_", " ").split())
    return name if name in PRESETS else None


def preset_of(coalition: Coalition) -> Preset:
    """The coalition's preset."""
    return PRESETS.get(coalition.preset, PRESETS["standard"])


def own_parts(coalition: Coalition) -> tuple[str, ...]:
    """The parts of the rhythm in which the coalition differs from its preset."""
    given = preset_of(coalition).rhythm
    return tuple(p for p in PARTS if getattr(coalition.rhythm, p) != getattr(given, p))


def grown(coalition: Coalition, preset: str) -> Coalition:
    """The coalition with another preset, where it says nothing else: nothing of its own is lost."""
    own = {part: getattr(coalition.rhythm, part) for part in own_parts(coalition)}
    return replace(coalition, preset=preset, rhythm=replace(PRESETS[preset].rhythm, **own))
