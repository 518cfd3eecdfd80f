"""A round by hand over two workspaces: everybody is asked, answers by tap or text, and is told."""

import asyncio
import random
from collections.abc import Callable

from ci_bot.domain.ids import MessageId, PersonId
from tests.faults.slack_trial import SlackTrial
from tests.support.crowd import HOST
from tests.support.slack.rendering import lines
from tests.support.slack_house import SlackPartner

PATIENCE = 90.0
LATE = 0.3
"""Seconds until Slack takes what it takes late: within the settle window."""


def trouble(trial: SlackTrial, seed: int) -> None:
    """Something goes wrong with every other person's card, and with some edits and searches."""
    faults, post = trial.slack.faults, "chat.postMessage"
    kinds: list[Callable[[str], object]] = [
        lambda there: faults.limit(post, retry_after=1, channel=there),
        lambda there: faults.lose_answer(post, channel=there),
        lambda there: faults.lose_call(post, channel=there),
        lambda there: faults.status(post, 503, taken=True, channel=there),
        lambda there: faults.status(post, 502, channel=there),
        lambda there: faults.error(post, "internal_error", taken=True, channel=there),
        lambda there: trial.errands.append(asyncio.create_task(_taken_late(trial, there))),
    ]
    rooms = [lead.room for _, lead in leads(trial)]
    for number, room in enumerate(random.Random(seed).sample(rooms, len(rooms) // 2)):
        kinds[number % len(kinds)](room.rpartition("/")[2])
    for method in ("chat.update", "response_url"):
        faults.lose_answer(method)
        faults.lose_call(method)
    faults.limit("chat.update", retry_after=1)
    faults.status("conversations.history", 500)
    faults.limit("conversations.history", retry_after=1)


async def _taken_late(trial: SlackTrial, channel: str) -> None:
    fault = trial.slack.faults.take_late("chat.postMessage", channel=channel)
    await fault.met.wait()
    asyncio.get_running_loop().call_later(LATE, fault.land)


async def ask(trial: SlackTrial) -> None:
    """The host opens a round, and everybody has their card."""
    await trial.slack.sockets.connected()
    host = trial.partners[HOST]
    await host.chat.write(host.room, "checkin open")
    await asked(trial)


async def asked(trial: SlackTrial) -> None:
    """Waits until everybody has their card."""
    for _, lead in leads(trial):
        await _card(trial, lead)


async def tell(trial: SlackTrial, *, answers: int) -> None:
    """The whole story, up to the digest in both channels; the bot may die meanwhile."""
    host = trial.partners[HOST]
    await host.chat.write(host.room, "checkin open")
    await asyncio.gather(
        *(
            _answer(trial, who, lead, number)
            for number, (who, lead) in enumerate(leads(trial)[:answers])
        )
    )
    await asked(trial)
    await host.chat.write(host.room, "digest post")
    await trial.slack.world.until(
        lambda: all(trial.said(room) for room in trial.channels), patience=PATIENCE
    )


def leads(trial: SlackTrial) -> list[tuple[PersonId, SlackPartner]]:
    """Everybody who is asked."""
    return [(who, partner) for who, partner in trial.partners.items() if who != HOST]


async def _answer(trial: SlackTrial, who: PersonId, lead: SlackPartner, number: int) -> None:
    if number % 2:
        await _taps(trial, lead, "on track", "need")
        await _taps(trial, lead, "nothing", "What I understood")
    else:
        await _card(trial, lead)
        await lead.chat.write(lead.room, f"1 came to {who}")
        await _until(trial, lambda: f"came to {who}" in shown(trial, lead), lead)


async def _until(trial: SlackTrial, holds: Callable[[], bool], lead: SlackPartner) -> None:
    try:
        await trial.slack.world.until(holds, patience=PATIENCE)
    except TimeoutError:
        raise AssertionError(f"seen only:\n{shown(trial, lead)}\n{trial.log()}") from None


async def _taps(trial: SlackTrial, lead: SlackPartner, label: str, part: str) -> None:
    """As people do: who sees that a tap came to nothing taps again; else it has to count."""
    card = await _card(trial, lead)
    while part not in lead.shown(card):
        shown_on = lead.chat.controls(lead.room, card)
        names = [name for name in shown_on if name.casefold().startswith(label)]
        if names and await lead.chat.click(lead.room, card, names[0]) is None:
            await trial.slack.sockets.connected()
            continue
        await _until(trial, lambda: part in lead.shown(card), lead)


async def _card(trial: SlackTrial, lead: SlackPartner) -> MessageId:
    await _until(trial, lambda: bool(trial.said(lead.room)), lead)
    return MessageId(trial.said(lead.room)[0].ts)


def copies(trial: SlackTrial) -> list[tuple[int, int]]:
    """How many cards each lead has, and how many other messages."""
    found = []
    for _, lead in leads(trial):
        said = ["\n".join(lines(one.blocks or [])) for one in trial.said(lead.room)]
        cards = sum(text.startswith("Crowd") for text in said)
        found.append((cards, len(said) - cards))
    return found


def meant(trial: SlackTrial, *, answers: int = 0) -> list[tuple[int, int]]:
    """One card each, and one answer to everybody who wrote."""
    return [(1, int(n < answers and n % 2 == 0)) for n in range(len(leads(trial)))]


def shown(trial: SlackTrial, partner: SlackPartner) -> str:
    """All that the bot's messages show to somebody now."""
    return "\n".join(line for one in trial.said(partner.room) for line in lines(one.blocks or []))
