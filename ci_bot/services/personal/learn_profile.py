"""Takes zone and language from a person's profile; whatever somebody set comes before it."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, PersonId, platform_of
from ci_bot.ports.chat import ProfileSeen
from ci_bot.ports.store import UnitOfWork
from ci_bot.views.translation import spoken


async def learn_profile(uow: UnitOfWork, event: ProfileSeen) -> None:
    """Keeps what it says in each of the person's coalitions; what says nothing changes nothing.

    Of several accounts on one platform the first one's profile counts. A zone that isn't known,
    and a language that the bot doesn't speak, say nothing.
    """
    zone, language = _zone(event.zone), spoken(event.language or "")
    for slug, person in await uow.directory.people(event.account):
        coalition = await uow.of(slug).load()
        if coalition is None or not _speaks(coalition, person, event.account):
            continue
        who = coalition.people[person]
        learnt = replace(
            who,
            profile_timezone=zone or who.profile_timezone,
            profile_language=language or who.profile_language,
        )
        if learnt != who:
            people = {**coalition.people, person: learnt}
            await uow.of(slug).save(replace(coalition, people=people))


def _speaks(coalition: Coalition, person: PersonId, account: AccountId) -> bool:
    here = [a for a in coalition.accounts_of(person) if platform_of(a) == platform_of(account)]
    return here[:1] == [account]


def _zone(name: str | None) -> str | None:
    try:
        return ZoneInfo(name).key if name else None
    except (KeyError, ValueError, OSError):
        return None
