"""A round by hand over two workspaces: everybody is asked, answers by tap or text, and is told."""

import asyncio
import random

from ci_bot.domain.ids import PersonId
from tests.faults.slack_trial import SlackTrial
from tests.support.crowd import HOST
from tests.support.slack.rendering import lines
from tests.support.slack_house import SlackPartner

PATIENCE = 40.0
LATE = 0.3
"""Seconds until Slack takes what it takes late: within the settle window."""


def trouble(trial: SlackTrial, seed: int) -> None:
    """Something goes wrong with every other person's card, and with some edits."""
    faults, rooms = trial.slack.faults, [p.room for p in trial.partners.values()]
    rng = random.Random(seed)
    kinds = ["limit", "lose_answer", "take_late", "lose_call", "taken_503", "status"]
    for number, room in enumerate(rng.sample(rooms, len(rooms) // 2)):
        where = {"channel": room.rpartition("/")[2]}
        match kinds[number % len(kinds)]:
            case "limit":
                faults.limit("chat.postMessage", retry_after=1, **where)
            case "lose_answer":
                faults.lose_answer("chat.postMessage", **where)
            case "lose_call":
                faults.lose_call("chat.postMessage", **where)
            case "taken_503":
                faults.status("chat.postMessage", 503, taken=True, **where)
            case "status":
                faults.status("chat.postMessage", 502, **where)
            case "take_late":
                asyncio.get_running_loop().create_task(_land(trial, **where))
    for method in ("chat.update", "response_url"):
        faults.lose_answer(method)
        faults.lose_call(method)
    faults.limit("chat.update", retry_after=1)
    faults.limit("conversations.history", retry_after=1)


async def _land(trial: SlackTrial, **where: str) -> None:
    fault = trial.slack.faults.take_late("chat.postMessage", **where)
    await fault.met.wait()
    asyncio.get_running_loop().call_later(LATE, fault.land)


async def tell(trial: SlackTrial, *, answers: int = 30) -> None:
    """The whole story, up to the digest in both channels; the bot may die meanwhile."""
    host = trial.partners[HOST]
    await host.chat.write(host.room, "checkin open")
    leads = [(who, p) for who, p in trial.partners.items() if who != HOST]
    await asyncio.gather(
        *(_answer(trial, who, lead, number) for number, (who, lead) in enumerate(leads[:answers]))
    )
    for _, lead in leads:
        await _card(trial, lead)
    await host.chat.write(host.room, "digest post")
    for room in trial.channels:
        await trial.slack.world.until(lambda room=room: bool(trial.said(room)), patience=PATIENCE)


async def _answer(trial: SlackTrial, who: PersonId, lead: SlackPartner, number: int) -> None:
    if number % 2:
        await _taps(trial, lead, "on track", "need")
        await _taps(trial, lead, "nothing", "What I understood")
    else:
        await _card(trial, lead)
        await lead.chat.write(lead.room, f"1 came to {who}")
        await trial.slack.world.until(
            lambda: f"came to {who}" in shown(trial, lead), patience=PATIENCE
        )


async def _taps(trial: SlackTrial, lead: SlackPartner, label: str, part: str) -> None:
    """As people do: who sees that a tap came to nothing taps again; else it has to count."""
    card = await _card(trial, lead)
    while part not in lead.shown(card):
        names = [n for n in lead.chat.controls(lead.room, card) if n.startswith(label)]
        if names and await lead.chat.click(lead.room, card, names[0]) is None:
            await trial.slack.sockets.connected()
            continue
        await trial.slack.world.until(lambda: part in lead.shown(card), patience=PATIENCE)


async def _card(trial: SlackTrial, lead: SlackPartner) -> str:  # type: ignore[return]
    await trial.slack.world.until(lambda: bool(trial.said(lead.room)), patience=PATIENCE)
    return trial.said(lead.room)[0].ts


def copies(trial: SlackTrial) -> dict[PersonId, tuple[int, int]]:
    """How many cards each lead has, and how many answers to what they wrote."""
    found = {}
    for who in trial.partners.keys() - {HOST}:
        said = ["\n".join(lines(m.blocks or [])) for m in trial.said(trial.partners[who].room)]
        cards = sum(text.startswith("Crowd") for text in said)
        found[who] = cards, len(said) - cards
    return found


def meant(trial: SlackTrial, *, answers: int = 30) -> dict[PersonId, tuple[int, int]]:
    """One card each, and one answer to everybody who wrote."""
    leads = [who for who in trial.partners if who != HOST]
    return {who: (1, int(n < answers and n % 2 == 0)) for n, who in enumerate(leads)}


def shown(trial: SlackTrial, partner: SlackPartner) -> str:
    """All that the bot's messages show to somebody now."""
    return "\n".join(line for one in trial.said(partner.room) for line in lines(one.blocks or []))
