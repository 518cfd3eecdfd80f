"""The invented coalition on a stage, and who plays which part in its round."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from ci_bot.coalition_file import describe, read_coalition_file
from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import AccountId, PersonId
from ci_bot.domain.person import Account
from ci_bot.domain.roles import RoleName
from ci_bot.ports.chat.stage import Stage

FILE = Path(__file__).with_name("open-lakeland.yaml")
CHANNELS = {"open-lakeland": "coalition", "schools": "schools", "collections": "collections"}
"""The rooms that receive the digest, and whose they are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """Who is who in this round; `quick` are the leads that have nothing special about them."""

    backbone: PersonId
    troubled: PersonId
    away: PersonId
    deputy: PersonId
    late: PersonId
    silent: PersonId
    quick: tuple[PersonId, ...]


def on_stage(stage: Stage) -> Coalition:
    """Open Lakeland, with an account for everybody and a few channels."""
    coalition = describe(read_coalition_file(FILE), None)
    return replace(
        coalition,
        accounts=tuple(
            Account(id=stage.account(person), person=person) for person in coalition.people
        ),
        channels=tuple(
            Channel(address=stage.room(room), audience=audience)
            for room, audience in CHANNELS.items()
        ),
    )


def cast(coalition: Coalition, day: date, rng: Random) -> Parts:
    """Gives out the parts for a round on that day."""
    replaceable = [a for a in coalition.activities.values() if a.deputy_person is not None]
    passed_on = rng.choice(replaceable)
    deputy = passed_on.deputy_person or passed_on.lead_person
    leads = [a.lead_person for a in coalition.activities.values()]
    rest = [lead for lead in leads if lead not in (passed_on.lead_person, deputy)]
    rng.shuffle(rest)
    troubled, late, silent, *quick = rest
    return Parts(
        backbone=coalition.holders(RoleName.BACKBONE, day)[0],
        troubled=troubled,
        away=passed_on.lead_person,
        deputy=deputy,
        late=late,
        silent=silent,
        quick=tuple(quick),
    )


def led_by(coalition: Coalition, person: PersonId) -> Activity:
    """The activity that a person leads."""
    return next(a for a in coalition.activities.values() if a.lead_person == person)


def account_of(coalition: Coalition, person: PersonId) -> AccountId:
    """The account of a person, who has one here."""
    return coalition.accounts_of(person)[0]
