"""The way from an empty coalition to its first digest: which steps are done, and what is next."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.links import links_of
from ci_bot.domain.organisation import Organisation, Partnership
from ci_bot.domain.rhythm.presets import own_parts, preset_of


class StepName(StrEnum):
    """The steps in their order; the values are what is typed."""

    AGENDA = "agenda"
    GOALS = "goals"
    ORGANISATIONS = "organisations"
    PEOPLE = "people"
    ACCOUNTS = "accounts"
    ACTIVITIES = "activities"
    GROUPS = "groups"
    CHANNEL = "channel"
    BACKBONE = "backbone"
    RHYTHM = "rhythm"
    CHECKIN = "checkin"
    DIGEST = "digest"


NEEDED = frozenset({
    StepName.ORGANISATIONS, StepName.PEOPLE, StepName.ACCOUNTS, StepName.ACTIVITIES,
    StepName.CHANNEL, StepName.CHECKIN, StepName.DIGEST,
})  # fmt: skip
"""Without these no digest is posted; the others can be left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step: `line` is what to type for it, `about` the organisation or person that it is about.

    `skipped`: somebody left it out, or the first digest is out without it.
    """

    name: StepName
    done: bool
    line: str
    about: str = ""
    skipped: bool = False

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return not self.done and not self.skipped


def steps(
    coalition: Coalition,
    today: date,
    *,
    skipped: Collection[str] = (),
    asked: bool = False,
    posted: bool = False,
) -> tuple[Step, ...]:
    """All steps in order, from what is there; `asked`, `posted`: whether that ever happened."""
    found = _steps(coalition, today, asked=asked, posted=posted)
    return tuple(
        Step(
            name=step.name,
            done=step.done,
            line=step.line,
            about=step.about,
            skipped=step.name not in NEEDED and (posted or step.name in skipped),
        )
        for step in found
    )


def _steps(coalition: Coalition, today: date, *, asked: bool, posted: bool) -> Iterator[Step]:
    links = links_of(coalition, today)
    own = [o for o in coalition.organisations.values() if o.partnership is Partnership.ACTIVE]
    served = {
        hat.organisation for person in coalition.people for hat in coalition.hats(person, today)
    }
    mute = next((o for o in own if o.id not in served), None)
    active = [a for a in coalition.activities.values() if a.active(today)]
    kept = coalition.preset == "standard" and not own_parts(coalition)
    yield Step(name=StepName.AGENDA, done=bool(coalition.common_agenda), line="setup agenda TEXT")
    yield Step(name=StepName.GOALS, done=bool(coalition.goals), line="setup goal TEXT")
    yield Step(name=StepName.ORGANISATIONS, done=len(own) > 1, line="org add NAME")
    yield _people(mute)
    yield Step(
        name=StepName.ACCOUNTS,
        done=not links.missing,
        about=links.missing[0].name if links.missing else "",
        line=f"invite {links.missing[0].id}" if links.missing else "invite PERSON",
    )
    yield Step(
        name=StepName.ACTIVITIES,
        done=bool(active),
        line="activity add TITLE org ORGANISATION lead PERSON",
    )
    yield Step(
        name=StepName.GROUPS,
        done=bool(coalition.working_groups) or not preset_of(coalition).groups,
        line="group add NAME co-chair PERSON",
    )
    yield Step(name=StepName.CHANNEL, done=links.digest, line="link here coalition")
    yield Step(name=StepName.BACKBONE, done=links.backbone, line="link here backbone")
    yield Step(name=StepName.RHYTHM, done=asked or not kept, line="setup preset NAME")
    yield Step(name=StepName.CHECKIN, done=asked, line="checkin open")
    yield Step(name=StepName.DIGEST, done=posted, line="digest post")


def _people(mute: Organisation | None) -> Step:
    """`mute`: an organisation for which nobody speaks."""
    if mute is None:
        return Step(name=StepName.PEOPLE, done=True, line="person add NAME org ORGANISATION")
    return Step(
        name=StepName.PEOPLE,
        done=False,
        about=mute.name,
        line=f"person add NAME org {mute.id} role representative",
    )
