"""Commands of the backbone about who may do what: hats given and taken."""

from ci_bot.commands.request import Request
from ci_bot.commands.roster_line import change_roster, how_to
from ci_bot.commands.table import Command
from ci_bot.domain.authority import Right
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.roles import RoleName
from ci_bot.domain.roster_fields import GRANT, REVOKE
from ci_bot.domain.roster_grammar import Typed
from ci_bot.domain.roster_roles import granted, revoked
from ci_bot.messages.blocks import Message


async def grant(request: Request) -> Message:
    """One more hat for a person, or other dates for one."""

    def change(typed: Typed) -> Coalition:
        person, role = _hat(typed)
        facts, today = typed.facts(GRANT), request.now.date()
        return granted(request.coalition, person, role, facts, today=today)

    return await change_roster(request, "role grant", change, GRANT)


async def revoke(request: Request) -> Message:
    """A hat ends, now or on a day."""

    def change(typed: Typed) -> Coalition:
        person, role = _hat(typed)
        facts, today = typed.facts(REVOKE), request.now.date()
        return revoked(request.coalition, person, role, facts, today=today)

    return await change_roster(request, "role revoke", change, REVOKE)


def _hat(typed: Typed) -> tuple[PersonId, RoleName]:
    person = PersonId(typed.entry(("people",), GRANT))
    return person, RoleName(typed.choice(tuple(RoleName), GRANT, field="role"))


def _(message: str) -> str:
    """Marks a sentence for translation where it is shown."""
    return message


COMMANDS = (
    Command(
        words=("role",),
        handler=how_to,
        right=Right.BACKBONE,
        arguments="grant|revoke ...",
        example="role grant Aino K. backbone for Harbour Archive",
        about="",
        private=True,
        hidden=True,
    ),
    Command(
        words=("role", "grant"),
        handler=grant,
        right=Right.BACKBONE,
        arguments="PERSON ROLE [for ORG] [scope GROUP] [title X] [from DATE] [to DATE] [--dry-run]",
        example="role grant Aino K. backbone for Harbour Archive",
        private=True,
        about=_("a person gets a role"),
    ),
    Command(
        words=("role", "revoke"),
        handler=revoke,
        right=Right.BACKBONE,
        arguments="PERSON ROLE [for ORG] [scope GROUP] [to DATE] [--dry-run]",
        example="role revoke Aino K. backbone to 30 Nov",
        private=True,
        about=_("a role ends; the deputy takes over what it led"),
    ),
)
