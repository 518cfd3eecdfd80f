"""Introductions: the backbone brings two organisations together, if both of them want it."""

import json
from dataclasses import asdict, dataclass

from ci_bot.domain.ids import OrganisationId, PersonId


@dataclass(frozen=True, kw_only=True, slots=True)
class Introduction:
    """Two people who speak for an organisation each, who asked first; `by`: who introduces them.

    `ask`: the number of the ask or offer it is about, 0 where it is about `text` alone. `agreed`:
    which of the two said yes. `over`: a conversation was opened, or one of them said no.
    """

    number: int
    by: PersonId
    people: tuple[PersonId, PersonId]
    organisations: tuple[OrganisationId, OrganisationId]
    ask: int = 0
    text: str = ""
    agreed: tuple[PersonId, ...] = ()
    over: bool = False

    def other(self, person: PersonId) -> tuple[PersonId, OrganisationId]:
        """The other one of the two, and for whom they speak."""
        place = 1 - self.people.index(person)
        return self.people[place], self.organisations[place]

    def like(self, another: "Introduction") -> bool:
        """Whether it brings the same organisations together about the same."""
        about = (self.ask, self.text) == (another.ask, another.text)
        return about and set(self.organisations) == set(another.organisations)

    def to_json(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)


def from_json(kept: str) -> Introduction:
    """The introduction as it was kept."""
    given = json.loads(kept)
    first, second = given["people"]
    asking, helping = given["organisations"]
    return Introduction(
        number=given["number"],
        by=PersonId(given["by"]),
        people=(PersonId(first), PersonId(second)),
        organisations=(OrganisationId(asking), OrganisationId(helping)),
        ask=given["ask"],
        text=given["text"],
        agreed=tuple(PersonId(person) for person in given["agreed"]),
        over=given["over"],
    )
