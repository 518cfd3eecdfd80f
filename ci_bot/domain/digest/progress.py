"""The news of the activities in a digest: what changed for this audience, and what was said."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from ci_bot.domain.activity import Activity
from ci_bot.domain.answering.second_line import digest_languages, parted
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.content import (
    Contact,
    Excerpt,
    GroupProgress,
    Moved,
    ProgressLine,
    Voice,
)
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import ActivityId, GroupId, OrganisationId
from ci_bot.domain.matching.milestone_moves import moved_within
from ci_bot.domain.matching.reinforcement import reinforced_measures
from ci_bot.domain.presence import Presence, presence_of_lead
from ci_bot.domain.status import Visibility
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import (
    Audience,
    as_good_as_silence,
    last_visible,
    may_see,
    over,
    worsened,
)

_READERS = (Visibility.COALITION, Visibility.WORKING_GROUP, Visibility.BACKBONE)
"""From many to few."""


def progress(material: Material, audience: Audience) -> tuple[GroupProgress, ...]:
    """The lines by working group, in the coalition's order; other activities last."""
    found: dict[GroupId | None, list[ProgressLine]] = {
        group: [] for group in (*material.coalition.working_groups, None)
    }
    for activity in material.coalition.activities.values():
        line = progress_line(material, activity, audience)
        if line is not None:
            known = activity.working_group in found
            found[activity.working_group if known else None].append(line)
    names = {group.id: group.name for group in material.coalition.working_groups.values()}
    return tuple(
        GroupProgress(
            name=None if group is None else names[group], lines=tuple(sorted(lines, key=_order))
        )
        for group, lines in found.items()
        if lines
    )


def progress_line(
    material: Material, activity: Activity, audience: Audience
) -> ProgressLine | None:
    """What is new of one activity for an audience; None where nothing is."""
    news = [
        update
        for update in material.news_of.get(activity.id, ())
        if may_see(update.visibility, activity, audience) and not as_good_as_silence(update)
    ]
    moved = _moved(material, activity, audience)
    if not news and not moved:
        return None
    before = last_visible(material.before.get(activity.id, ()), activity, audience)
    said = last_visible(news, activity, audience)
    chosen = _chosen(news, said)
    words = None if chosen is None else _excerpt(material.coalition, chosen)
    beside = [u for u in news if u.contribution or _for_fewer(u, chosen)]
    contributions = _voices(material.coalition, beside)
    told = _voices(material.coalition, [u for u in news if not u.confirmed])
    was = None if before is None else before.status
    status = was if said is None else said.status
    if status == was and words is None and not (contributions or told or moved):
        return None
    worse = worsened(status, was)
    return ProgressLine(
        key=f"activity:{activity.id}",
        activity=activity.title,
        contact=lead_of(material, activity),
        status=status,
        since=material.local_day(before.at) if said is None and before is not None else None,
        was=was if was != status else None,
        again=said is not None and was == status,
        worse=worse,
        words=words,
        corrected=any(material.corrected(update, audience) for update in news),
        moved=moved,
        touches=touched(material, activity, audience) if worse or moved else (),
        contributions=contributions,
        told=told,
    )


def lead_of(material: Material, activity: Activity) -> Contact:
    """Whom to turn to about an activity: its lead while they wear a hat, else the organisation."""
    coalition = material.coalition
    leads = coalition.people.get(activity.lead_person)
    here = presence_of_lead(coalition, activity, material.day) is not Presence.LEFT
    return Contact(
        organisation=organisation_name(coalition, activity.lead_organisation),
        person=leads.name if leads is not None and here else None,
    )


def touched(material: Material, activity: Activity, audience: Audience) -> tuple[str, ...]:
    """What it reinforces: activities, as far as the audience knows them to go on, and measures."""
    coalition = material.coalition
    found = (coalition.activities.get(ActivityId(other)) for other in activity.reinforces)
    return (
        *(o.title for o in found if o is not None and not ended(material, o, audience)),
        *reinforced_measures(coalition, activity),
    )


def _moved(material: Material, activity: Activity, audience: Audience) -> tuple[Moved, ...]:
    """Its milestones that got another date in this period; everybody may know them."""
    moves = moved_within(activity, material.digest.since, material.digest.until)
    if not moves or ended(material, activity, audience):
        return ()
    return tuple(
        Moved(words=excerpt(move.text, None), was=move.was, day=move.date) for move in moves
    )


def ended(material: Material, activity: Activity, audience: Audience) -> bool:
    """Whether the activity is over as far as the audience may know."""
    before = material.before.get(activity.id, ())
    return over((*before, *material.news_of.get(activity.id, ())), activity, audience)


def organisation_name(coalition: Coalition, organisation: OrganisationId) -> str:
    """Its name in the roster."""
    found = coalition.organisations.get(organisation)
    return organisation if found is None else found.name


def _chosen(news: Sequence[Update], said: Update | None) -> Update | None:
    """The lead's last words that belong to the status; what was said before it is out of date."""
    at = None if said is None else (said.at, said.recorded)
    fitting = [
        update
        for update in news
        if update.words.strip()
        and update.confirmed
        and not update.contribution
        and (at is None or (update.at, update.recorded) >= at)
    ]
    return fitting[-1] if fitting else None


def _for_fewer(update: Update, chosen: Update | None) -> bool:
    """Whether they are the lead's words to fewer readers, beside which the others got some, too."""
    if chosen is None or not update.confirmed:
        return False
    return _READERS.index(update.visibility) > _READERS.index(chosen.visibility)


def _voices(coalition: Coalition, updates: Sequence[Update]) -> tuple[Voice, ...]:
    return tuple(
        Voice(
            words=_excerpt(coalition, update),
            organisation=organisation_name(coalition, update.organisation),
        )
        for update in updates
        if update.words.strip()
    )


def _excerpt(coalition: Coalition, update: Update) -> Excerpt:
    return excerpt(update.words, update.language, digest_languages(coalition))


def excerpt(words: str, language: str | None, languages: Collection[str] = frozenset()) -> Excerpt:
    """The words as they were said; `languages`: those in which a second line may stand below."""
    found = parted(words.strip(), languages)
    seconds = tuple(Excerpt(text=text, language=code) for code, text in found.seconds)
    if found.original or not seconds:
        return Excerpt(text=found.original, language=language, seconds=seconds)
    return replace(seconds[0], seconds=seconds[1:])


def _order(line: ProgressLine) -> tuple[bool, bool]:
    """Changes first, the worse ones before the others; a stable sort keeps the roster's order."""
    return (not line.worse, line.was is None and not line.ended and not line.moved)
