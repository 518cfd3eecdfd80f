"""Who and what is in the coalition, as a reader may see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition, ZoneOrigin
from ci_bot.domain.ids import PersonId
from ci_bot.domain.presence import deputy_acts, presence_of_lead
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.domain.roles import Role, RoleName
from ci_bot.domain.update import Update
from ci_bot.messages.blocks import Block, Bullets, Heading, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Line, Plain, Strong, Words, line
from ci_bot.views.reader import Reader
from ci_bot.views.roster.functions import function_name
from ci_bot.views.statuses import status_name


def role_name(reader: Reader, role: RoleName) -> str:
    """The role's word in the reader's language."""
    _ = reader.gettext
    match role:
        case RoleName.REPRESENTATIVE:
            return _("representative")
        case RoleName.DEPUTY:
            return _("deputy")
        case RoleName.BACKBONE:
            return _("backbone")
        case RoleName.STEERING_COMMITTEE:
            return _("steering committee")
        case RoleName.OBSERVER:
            return _("observer")


def who_am_i(reader: Reader, coalition: Coalition, person: PersonId) -> Message:
    """Name, hats, zone and language of the person, and what is kept about them."""
    _ = reader.gettext
    who = coalition.people[person]
    hats = [
        _hat(reader, coalition, hat) for hat in coalition.hats(person, coalition.today(reader.now))
    ]
    accounts = [Code(a.partition(":")[2]) for a in coalition.accounts_of(person)]
    kept = _("Kept about you: your name, organisation, roles, accounts, settings and your answers.")
    items: list[Line] = [
        line(
            _("You are {name} in {coalition}."),
            name=Words(who.name),
            coalition=Words(coalition.name),
        ),
        *hats,
        line(_("Your time zone is {zone}, your language {language}."),
             zone=reader.zone, language=reader.language_name(reader.language)),
        zone_origin(reader, coalition, person),
        *(line(_("Linked: {account}"), account=account) for account in accounts),
        line(kept),
    ]  # fmt: skip
    return Message((Bullets(tuple(items)),), reader.language)


def zone_origin(reader: Reader, coalition: Coalition, person: PersonId) -> Line:
    """Who says that the person lives in that zone, and how to set another."""
    _ = reader.gettext
    match coalition.zone_from(person, coalition.today(reader.now))[1]:
        case ZoneOrigin.SETTING:
            said = _("The time zone is the one you set; {line} changes it.")
        case ZoneOrigin.FILE:
            said = _("The time zone is the one the backbone entered; {line} sets another.")
        case ZoneOrigin.PROFILE:
            said = _("The time zone is that of your profile here; {line} sets another.")
        case ZoneOrigin.ORGANISATION:
            said = _("The time zone is that of your organisation; {line} sets another.")
        case _:
            said = _("The time zone is that of the coalition; {line} sets another.")
    return line(said, line=Code("settings tz Europe/Kyiv"))


def people(reader: Reader, coalition: Coalition, found: tuple[PersonId, ...]) -> Message:
    """People with their hats; never whether they answered."""
    _ = reader.gettext
    if not found:
        return Message((Paragraph(line(_("Nobody here has such a name."))),), reader.language)
    items = []
    for person in found:
        hats = coalition.hats(person, coalition.today(reader.now))
        name = Words(coalition.people[person].name)
        roles = reader.listed(role_name(reader, hat.role) for hat in hats[:1])
        where = reader.listed(
            dict.fromkeys(coalition.organisations[hat.organisation].name for hat in hats)
        )
        does = dict.fromkeys(function_name(reader, f) for hat in hats for f in hat.functions)
        text = "{name}: {roles}, {where} ({does})" if does else "{name}: {roles}, {where}"
        listed = Words(reader.listed(does))
        items.append(line(text, name=name, roles=roles, where=Words(where), does=listed))
    return Message((Bullets(tuple(items)),), reader.language)


def agenda(reader: Reader, coalition: Coalition) -> Message:
    """The agreed text, its version, and the goals."""
    _ = reader.gettext
    blocks: list[Block] = [Heading(line("{name}", name=Words(coalition.name)))]
    if coalition.common_agenda:
        blocks.append(Paragraph(line("{agenda}", agenda=Words(coalition.common_agenda))))
    else:
        blocks.append(Paragraph(line(_("The common agenda is not written down here yet."))))
    if coalition.goals:
        goals = tuple(line("{goal}", goal=Words(g.text)) for g in coalition.goals.values())
        blocks += [Paragraph(line(_("Goals"))), Bullets(goals, start=1)]
    if coalition.common_agenda_version:
        version = line(_("Version {version}"), version=Words(coalition.common_agenda_version))
        blocks.append(Note(version))
    return Message(tuple(blocks), reader.language)


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """An activity, and the last update that set its status as far as the reader may see."""

    activity: Activity
    last: Update | None


def standings(reader: Reader, found: tuple[Standing, ...]) -> Message:
    """Activities with their last visible status and its date; silence looks like no change."""
    _ = reader.gettext
    if not found:
        return Message(
            (Paragraph(line(_("There are no active activities yet."))),), reader.language
        )
    items = tuple(_standing(reader, standing) for standing in found)
    return Message((Bullets(items),), reader.language)


def titles(reader: Reader, found: tuple[Activity, ...]) -> Message:
    """Activities by title, with the id that commands take."""
    _ = reader.gettext
    if not found:
        return Message(
            (Paragraph(line(_("There are no active activities yet."))),), reader.language
        )
    items = tuple(line("{title} ({id})", title=Words(a.title), id=Code(a.id)) for a in found)
    return Message((Bullets(items),), reader.language)


def activity(reader: Reader, coalition: Coalition, standing: Standing) -> Message:
    """One activity: who does it, how it stands, what it touches, what comes next."""
    _ = reader.gettext
    shown = standing.activity
    facts: list[Line] = [_standing(reader, standing)]
    facts += _leading(reader, coalition, shown)
    if shown.supporting:
        names = reader.listed(coalition.organisations[o].name for o in shown.supporting)
        facts.append(line(_("Supported by {names}"), names=Words(names)))
    if shown.working_group:
        group = coalition.working_groups[shown.working_group].name
        facts.append(line(_("Working group: {group}"), group=Words(group)))
    if shown.goal:
        facts.append(line(_("Goal: {goal}"), goal=Words(coalition.goals[shown.goal].text)))
    touched = [coalition.activities[a].title for a in coalition.activities if a in shown.reinforces]
    if touched:
        facts.append(line(_("Reinforces {names}"), names=Words(reader.listed(touched))))
    measures = coalition.measures.values()
    measured = [measure.name for measure in measures if measure.key in shown.measures]
    if measured:
        facts.append(line(_("Measured by {names}"), names=Words(reader.listed(measured))))
    ahead = shown.next_milestone(coalition.today(reader.now))
    if ahead:
        facts.append(_milestone(reader, ahead.text, ahead.date))
    if shown.end:
        facts.append(line(_("Until {day}"), day=reader.day(shown.end)))
    title = Heading(line("{title}", title=Words(shown.title)))
    return Message((title, Bullets(tuple(facts))), reader.language)


def _leading(reader: Reader, coalition: Coalition, shown: Activity) -> Iterator[Line]:
    """The lead, unless they have left, and the deputy, if one acts."""
    _, today = reader.gettext, coalition.today(reader.now)
    organisation = Words(coalition.organisations[shown.lead_organisation].name)
    if presence_of_lead(coalition, shown, today).gone:
        yield line(_("Lead: nobody at present, {organisation}"), organisation=organisation)
    else:
        who = Words(coalition.people[shown.lead_person].name)
        yield line(_("Lead: {person}, {organisation}"), person=who, organisation=organisation)
    if shown.deputy_person and deputy_acts(coalition, shown, today):
        deputy = Words(coalition.people[shown.deputy_person].name)
        yield line(_("Deputy: {person}"), person=deputy)


def _standing(reader: Reader, standing: Standing) -> Line:
    _ = reader.gettext
    title = Strong(standing.activity.title)
    last = standing.last
    if last is None or last.status is None:
        return line(_("{title}: no update yet"), title=title)
    facts: dict[str, Strong | Words | str] = {
        "title": title,
        "status": status_name(reader, last.status),
        "day": reader.day(local_date(last.at, reader.zone)),
    }
    if not last.words:
        return line(_("{title}: {status}, {day}"), **facts)
    facts["words"] = Words(last.words, last.language)
    return line(_("{title}: {status}, {day}. “{words}”"), **facts)


def _hat(reader: Reader, coalition: Coalition, hat: Role) -> Line:
    _ = reader.gettext
    name = Words(coalition.organisations[hat.organisation].name)
    return line(
        _("{role} for {organisation}"), role=Plain(role_name(reader, hat.role)), organisation=name
    )


def _milestone(reader: Reader, text: str, day: date) -> Line:
    _ = reader.gettext
    return line(_("Next: {text}, {day}"), text=Words(text), day=reader.day(day))
