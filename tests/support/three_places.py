"""Open Lakeland with twelve people: in two Slack workspaces and on Matrix."""

from dataclasses import replace

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId
from ci_bot.domain.person import Person
from ci_bot.domain.roles import Role, RoleName
from tests.support.lakeland import lakeland

LAKE = ("ines-b", "marek-o", "petr-v", "lotte-f", "nora-s")
SHORE = ("aino-k", "sanna-h", "oskar-p", "ilse-m")
MATRIX = ("jonas-r", "kaisa-n", "tove-l")
_MORE = {
    "nora-s": ("Nora S.", "harbour-archive", "Harbour walks"),
    "oskar-p": ("Oskar P.", "teachers-guild", "Evening talks"),
    "ilse-m": ("Ilse M.", "velmark-libraries", "Reading rooms"),
    "tove-l": ("Tove L.", "little-things", "Travelling box"),
}


def three_places() -> Coalition:
    """Nobody has an account yet; four more people lead an activity each."""
    coalition = lakeland()
    people, activities, roles = {}, {}, []
    for slug, (name, organisation, title) in _MORE.items():
        person, org = PersonId(slug), OrganisationId(organisation)
        people[person] = Person(id=person, name=name)
        roles.append(Role(person=person, organisation=org, role=RoleName.REPRESENTATIVE))
        activity = ActivityId(title.lower().replace(" ", "-"))
        activities[activity] = Activity(
            id=activity, title=title, lead_organisation=org, lead_person=person
        )
    return replace(
        coalition,
        people={**coalition.people, **people},
        roles=(*coalition.roles, *roles),
        activities={**coalition.activities, **activities},
        accounts=(),
        channels=(),
    )
