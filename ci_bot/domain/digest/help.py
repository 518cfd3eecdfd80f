"""Where readers can help, what they can learn, whom they thank, and what comes."""

from collections import Counter
from datetime import date, timedelta

from ci_bot.domain.activity import Activity
from ci_bot.domain.answering.second_line import digest_languages
from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.content import (
    ComingLine,
    Contact,
    HelpKind,
    HelpLine,
    LessonLine,
    ThanksLine,
)
from ci_bot.domain.digest.material import Material
from ci_bot.domain.digest.progress import ended, excerpt, lead_of, organisation_name
from ci_bot.domain.ids import PersonId
from ci_bot.domain.presence import orphaned
from ci_bot.domain.roles import RoleName
from ci_bot.domain.visibility import Audience, may_see

AHEAD = timedelta(weeks=4)
"""How far a digest looks; two check-ins of the default rhythm."""


def help_lines(material: Material, audience: Audience) -> tuple[HelpLine, ...]:
    """Asks, then offers, then activities whose lead has left and no deputy stands in.

    What is needed by a day that is still to come stands first, the others from the newest on. What
    was needed by a day that has passed is `over`, though open until its author closes it.
    """
    shown = [
        ask
        for ask in _visible(material, audience)
        if ask.kind is not AskKind.LESSON and _waits(ask, material)
    ]
    shown.sort(key=lambda ask: (ask.kind is AskKind.OFFER, *_urgency(material, ask)))
    return (
        *(_help_line(material, ask) for ask in shown),
        *(
            _lead_wanted(material, activity)
            for activity in material.coalition.activities.values()
            if not ended(material, activity, audience)
            and orphaned(material.coalition, activity, material.day)
        ),
    )


def lessons(material: Material, audience: Audience) -> tuple[LessonLine, ...]:
    """What was learned, in the order told."""
    return tuple(
        LessonLine(
            key=f"lesson:{ask.number}",
            words=excerpt(ask.text, ask.language, digest_languages(material.coalition)),
            contact=_contact(material.coalition, ask),
            activity=_title(material, ask),
        )
        for ask in _visible(material, audience)
        if ask.kind is AskKind.LESSON
    )


def thanks(material: Material, audience: Audience) -> tuple[ThanksLine, ...]:
    """Whoever was thanked, each once, in the order thanked; so nobody is ranked."""
    thanked = Counter(
        ask.thanked
        for ask in sorted(_visible(material, audience), key=lambda ask: ask.closed or ask.opened)
        if ask.thanked in material.coalition.people and not _waits(ask, material)
    )
    return tuple(
        ThanksLine(key=f"thanks:{who}", contact=_person(material, who), asks=asks)
        for who, asks in thanked.items()
        if who is not None
    )


def coming_up(material: Material, audience: Audience) -> tuple[ComingLine, ...]:
    """The milestones ahead, the nearest first."""
    found = [
        ComingLine(
            key=f"milestone:{activity.id}:{milestone.date}:{milestone.text}",
            day=milestone.date,
            words=excerpt(milestone.text, None),
            activity=activity.title,
            organisation=organisation_name(material.coalition, activity.lead_organisation),
        )
        for activity in material.coalition.activities.values()
        if not ended(material, activity, audience)
        for milestone in activity.milestones
        if material.day <= milestone.date <= material.day + AHEAD
    ]
    return tuple(sorted(found, key=lambda line: line.day))


def signature(material: Material) -> Contact | None:
    """Who signs for the backbone: whoever wrote the intro, posted it, or is its first."""
    digest = material.digest
    holders = material.coalition.holders(RoleName.BACKBONE, material.day)
    for person in (digest.intro_by, digest.posted_by, *holders):
        if person is not None and person in material.coalition.people:
            return _person(material, person, RoleName.BACKBONE)
    return None


def _visible(material: Material, audience: Audience) -> list[Ask]:
    activities = material.coalition.activities
    return [
        ask
        for ask in material.selected_asks
        if may_see(
            ask.visibility,
            None if ask.activity is None else activities.get(ask.activity),
            audience,
        )
    ]


def _urgency(material: Material, ask: Ask) -> tuple[date, int]:
    due = material.due.get(ask.number, date.max)
    return (due if due >= material.day else date.max), -ask.number


def _waits(ask: Ask, material: Material) -> bool:
    """Open, as of the posting: a posted digest isn't edited because somebody helped."""
    posted = material.digest.posted
    return ask.closed is None or (posted is not None and ask.closed >= posted)


def _help_line(material: Material, ask: Ask) -> HelpLine:
    return HelpLine(
        key=f"ask:{ask.number}",
        kind=HelpKind.ASK if ask.kind is AskKind.ASK else HelpKind.OFFER,
        contact=_contact(material.coalition, ask),
        words=excerpt(ask.text, ask.language, digest_languages(material.coalition)),
        activity=_title(material, ask),
        ask=ask.number,
        new=ask.opened >= material.digest.since,
        over=material.due.get(ask.number, date.max) < material.day,
    )


def _lead_wanted(material: Material, activity: Activity) -> HelpLine:
    return HelpLine(
        key=f"lead:{activity.id}",
        kind=HelpKind.LEAD_WANTED,
        contact=signature(material) or lead_of(material, activity),
        activity=activity.title,
    )


def _title(material: Material, ask: Ask) -> str | None:
    activity = None if ask.activity is None else material.coalition.activities.get(ask.activity)
    return None if activity is None else activity.title


def _contact(coalition: Coalition, ask: Ask) -> Contact:
    person = coalition.people.get(ask.person)
    return Contact(
        organisation=organisation_name(coalition, ask.organisation),
        person=None if person is None else person.name,
    )


def _person(material: Material, person: PersonId, role: RoleName | None = None) -> Contact:
    hats = sorted(
        material.coalition.hats(person, material.day), key=lambda hat: hat.role is not role
    )
    return Contact(
        organisation=organisation_name(material.coalition, hats[0].organisation) if hats else "",
        person=material.coalition.people[person].name,
    )
