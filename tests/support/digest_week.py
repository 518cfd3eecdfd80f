"""A small coalition and its weeks, as digests see them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from ci_bot.domain.activity import Activity, Milestone
from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.digest.budget import fit
from ci_bot.domain.digest.compose import compose
from ci_bot.domain.digest.content import DigestContent, ProgressLine
from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import (
    AccountId,
    ActivityId,
    CoalitionId,
    DigestId,
    GroupId,
    OrganisationId,
    PeriodKey,
    PersonId,
    RoomId,
    UpdateId,
)
from ci_bot.domain.organisation import Organisation, WorkingGroup
from ci_bot.domain.person import Account, Person
from ci_bot.domain.roles import Role, RoleName
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import Audience, audience_named
from ci_bot.messages import plain
from ci_bot.messages.shorten import shorten
from ci_bot.views.digest.formats import digest_message
from ci_bot.views.digest.messages import digest_top
from ci_bot.views.reader import Reader

FREEZE = datetime(2025, 6, 17, 14, tzinfo=UTC)
DUE = datetime(2025, 6, 18, 8, tzinfo=UTC)
SINCE = FREEZE - timedelta(weeks=1)
READER = Reader(language="en", zone="Europe/Berlin", now=DUE)
CHANNELS = ("coalition", "schools", "backbone", "steering")
_numbers = count(1)


def coalition(size: int = 6, **changes: Any) -> Coalition:
    """So many organisations `o0`..., each with a lead `p0`... of an activity `a0`...

    They are in turn in the groups schools, collections and none. And there is a backbone person.
    """
    organisations = [
        Organisation(id=OrganisationId(f"o{n}"), name=f"Organisation {n}") for n in range(size)
    ]
    people = [Person(id=PersonId(f"p{n}"), name=f"Person {n}") for n in range(size)]
    staff = Person(id=PersonId("bea"), name="Bea Backbone")
    groups = (GroupId("schools"), GroupId("collections"), None)
    activities = [
        Activity(
            id=ActivityId(f"a{n}"),
            title=f"Activity {n}",
            lead_organisation=OrganisationId(f"o{n}"),
            lead_person=PersonId(f"p{n}"),
            working_group=groups[n % 3],
            reinforces=(f"a{n + 1}",) if n + 1 < size else (),
        )
        for n in range(size)
    ]
    office = Organisation(id=OrganisationId("office"), name="Bridge Office")
    made = Coalition(
        id=CoalitionId("lakeland"),
        name="Open Lakeland",
        timezone="Europe/Berlin",
        organisations={o.id: o for o in (*organisations, office)},
        people={p.id: p for p in (*people, staff)},
        roles=(
            *(
                Role(
                    person=PersonId(f"p{n}"),
                    organisation=OrganisationId(f"o{n}"),
                    role=RoleName.REPRESENTATIVE,
                )
                for n in range(size)
            ),
            Role(person=staff.id, organisation=office.id, role=RoleName.BACKBONE),
        ),
        accounts=tuple(
            Account(id=AccountId(f"fake:{p.id}"), person=p.id) for p in (*people, staff)
        ),
        working_groups={
            GroupId("schools"): WorkingGroup(
                id=GroupId("schools"),
                name="Schools group",
                organisations=(OrganisationId("o0"), OrganisationId("o3")),
            ),
            GroupId("collections"): WorkingGroup(
                id=GroupId("collections"), name="Collections group", co_chairs=(PersonId("p1"),)
            ),
        },
        activities={a.id: a for a in activities},
        channels=tuple(
            Channel(address=RoomId(f"fake:#{name}"), audience=name) for name in CHANNELS
        ),
    )
    return replace(made, **changes)


def said(activity: int | str, words: str = "", status: Status | None = None, **more: Any) -> Update:
    """An update of an activity's lead, two days before the freeze unless `at` says otherwise."""
    slug = f"a{activity}" if isinstance(activity, int) else activity
    at = more.pop("at", FREEZE - timedelta(days=2))
    facts: dict[str, Any] = {
        "id": UpdateId(f"u{next(_numbers)}"),
        "activity": ActivityId(slug),
        "person": PersonId(f"p{slug[1:]}"),
        "organisation": OrganisationId(f"o{slug[1:]}"),
        "at": at,
        "recorded": at,
        "words": words,
        "status": status,
    }
    return Update(**(facts | more))


def asked(number: int, text: str, kind: AskKind = AskKind.ASK, **more: Any) -> Ask:
    """An ask of `p0`, two days before the freeze unless `opened` says otherwise."""
    facts: dict[str, Any] = {
        "number": number,
        "kind": kind,
        "text": text,
        "person": PersonId("p0"),
        "organisation": OrganisationId("o0"),
        "opened": FREEZE - timedelta(days=2),
    }
    return Ask(**(facts | more))


def week(
    *updates: Update,
    asks: Sequence[Ask] = (),
    earlier: Sequence[Update] = (),
    of: Coalition | None = None,
    **digest: Any,
) -> Material:
    """The week's digest, frozen with all these updates and asks."""
    facts: dict[str, Any] = {
        "id": DigestId("d1"),
        "period": PeriodKey("2025-W25"),
        "since": SINCE,
        "until": FREEZE,
        "due": DUE,
        "updates": tuple(update.id for update in updates if update.replaced is None),
        "asks": tuple(ask.number for ask in asks),
    }
    return Material(
        coalition=of or coalition(),
        digest=Digest(**(facts | digest)),
        updates=updates,
        earlier=earlier,
        asks=asks,
    )


def content(material: Material, audience: str | Audience = "coalition") -> DigestContent:
    """The digest, not yet fitted."""
    if isinstance(audience, str):
        return compose(material, audience_named(audience), name=audience)
    return compose(material, audience)


def line_of(
    material: Material, activity: int, audience: str | Audience = "coalition"
) -> ProgressLine | None:
    """What the digest tells of an activity."""
    entry = content(material, audience).top.entry(f"activity:a{activity}")
    assert entry is None or isinstance(entry, ProgressLine)
    return entry


def text(material: Material, audience: str = "coalition") -> str:
    """The whole digest as plain text, details included."""
    return plain.render(digest_message(content(material, audience), READER))


def top_text(material: Material, audience: str = "coalition", reader: Reader = READER) -> str:
    """What stands on top, as plain text."""
    return plain.render(digest_top(fit(content(material, audience), shorten), reader))


def milestone(day: date, text_: str) -> Milestone:
    """A milestone."""
    return Milestone(date=day, text=text_)
