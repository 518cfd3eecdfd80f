"""A match is suggested only where each of the two may read what the other one said."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, ActivityId, GroupId, OrganisationId, PersonId
from ci_bot.domain.roles import Role, RoleName
from ci_bot.domain.status import Visibility
from ci_bot.services.matching.suggest_match import SuggestMatch
from ci_bot.testing import MemoryStore
from tests.support.lakeland import lakeland

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
MAREK, AINO = PersonId("marek-o"), PersonId("aino-k")
COLLECTIONS = GroupId("collections")
READERS = tuple(product(Visibility, Visibility))


def seated(*, marek: str, aino: str) -> Coalition:
    """Marek and Aino in the group of what they speak about, outside of it, or in the backbone."""
    coalition = lakeland()
    group = coalition.working_groups[COLLECTIONS]
    theirs = {MAREK: ("little-things", marek), AINO: ("harbour-archive", aino)}
    inside = {OrganisationId(org) for org, seat in theirs.values() if seat == "group"}
    hats = tuple(
        Role(person=person, organisation=OrganisationId(org), role=RoleName.BACKBONE)
        for person, (org, seat) in theirs.items()
        if seat == "backbone"
    )
    groups = {COLLECTIONS: replace(group, co_chairs=(), organisations=tuple(inside))}
    return replace(coalition, working_groups=groups, roles=(*coalition.roles, *hats), activities={
        id_: replace(a, working_group=COLLECTIONS) for id_, a in coalition.activities.items()
    })  # fmt: skip


def reads(visibility: Visibility, seat: str) -> bool:
    return (
        visibility is Visibility.COALITION
        or seat == "backbone"
        or (visibility is Visibility.WORKING_GROUP and seat == "group")
    )


def raised(kind: AskKind, person: PersonId, organisation: str, visibility: Visibility) -> Ask:
    return Ask(
        number=0,
        kind=kind,
        text="a van for the boxes",
        person=person,
        organisation=OrganisationId(organisation),
        activity=ActivityId("label-translation"),
        opened=NOW,
        visibility=visibility,
    )


@pytest.mark.parametrize("marek", ["group", "outside", "backbone"])
@pytest.mark.parametrize("aino", ["group", "outside", "backbone"])
async def test_each_reads_what_the_other_one_said(marek: str, aino: str) -> None:
    coalition = seated(marek=marek, aino=aino)
    for needed, offered in READERS:
        store = MemoryStore()
        async with store.write() as uow:
            await uow.of(coalition.id).save(coalition)
            unit = uow.of(coalition.id)
            gift = await unit.add_ask(raised(AskKind.OFFER, AINO, "harbour-archive", offered))
            need = await unit.add_ask(raised(AskKind.ASK, MAREK, "little-things", needed))
            for own in (need, gift):
                said = await SuggestMatch()(
                    uow,
                    coalition,
                    own.person,
                    account=AccountId(f"fake:{own.person}"),
                    asks=(own,),
                    now=NOW,
                )
                assert bool(said) == (reads(offered, marek) and reads(needed, aino))
                # What was suggested to one is not suggested to the other as well.
                await unit.put_ask(own)
