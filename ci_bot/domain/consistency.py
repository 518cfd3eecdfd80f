"""Whether a coalition's parts fit together: every name in it stands for something in it."""

from collections.abc import Iterator

from ci_bot.domain.coalition import Coalition

AUDIENCES = ("coalition", "backbone", "steering")


def inconsistencies(coalition: Coalition) -> tuple[str, ...]:
    """One line for each reference to nothing; empty when all is well."""
    return tuple(_dangling(coalition))


def _dangling(coalition: Coalition) -> Iterator[str]:
    for role in coalition.roles:
        yield from _known(f"role of {role.person}", role.organisation, coalition.organisations)
        yield from _known("role", role.person, coalition.people)
    for account in coalition.accounts:
        yield from _known(f"account {account.id}", account.person, coalition.people)
    for group in coalition.working_groups.values():
        for person in group.co_chairs:
            yield from _known(f"co-chair of {group.id}", person, coalition.people)
        for organisation in group.organisations:
            yield from _known(f"working group {group.id}", organisation, coalition.organisations)
    for activity in coalition.activities.values():
        place = f"activity {activity.id}"
        organisations = (activity.lead_organisation, *activity.supporting)
        for organisation in organisations:
            yield from _known(place, organisation, coalition.organisations)
        yield from _known(f"lead of {place}", activity.lead_person, coalition.people)
        yield from _known(f"deputy of {place}", activity.deputy_person, coalition.people)
        yield from _known(f"goal of {place}", activity.goal, coalition.goals)
        yield from _known(f"{place}", activity.working_group, coalition.working_groups)
    audiences = (*AUDIENCES, *coalition.working_groups)
    for channel in coalition.channels:
        yield from _known(f"channel {channel.address}", channel.audience, audiences)


def _known(place: str, name: object, known: object) -> Iterator[str]:
    if name is not None and name not in known:  # type: ignore[operator]
        yield f"{place}: `{name}` isn't in the coalition (any more)"
