"""Everybody and everything at Slack is called something hostile: nothing is live, nothing leaks."""

import io
import itertools
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import structlog

from ci_bot.domain.coalition import Coalition
from ci_bot.runtime.logs import set_up_logs
from tests.messages.injections import INJECTIONS
from tests.support.slack import slack_stand_in
from tests.support.slack_bot import SlackBot
from tests.support.slack_house import slack_partner

CANARY = "canary-77aa"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that is logged, as the program sets it up, at its most talkative."""
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    out = io.StringIO()
    set_up_logs(debug=True, stream=out)
    yield out
    root.handlers[:] = kept
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


class HostileBot(SlackBot):
    """Open Lakeland, with its names in the words of its enemies."""

    def coalition(self) -> Coalition:
        words = (f"{text} {CANARY}" for text in itertools.cycle(INJECTIONS))
        known = super().coalition()
        return replace(
            known,
            name=next(words),
            people={k: replace(v, name=next(words)) for k, v in known.people.items()},
            organisations={k: replace(v, name=next(words)) for k, v in known.organisations.items()},
            activities={k: replace(v, title=next(words)) for k, v in known.activities.items()},
        )


async def test_hostile_names_and_answers_are_text_everywhere_and_in_no_log(
    log: io.StringIO, tmp_path: Path
) -> None:
    async with slack_stand_in() as slack:
        bot = HostileBot(slack, tmp_path)
        lake = bot.house.workspace("Lake")
        bot.partners = {n: slack_partner(slack, lake, n) for n in ("ines-b", "marek-o")}
        ines, marek = bot.partners.values()
        team = slack.world.teams[lake.team]
        bot.rooms = {slack.channel(team, ines.chat, marek.chat, lake): "coalition"}
        (channel,) = bot.rooms
        async with bot.running():
            for partner in (ines, marek):
                await partner.chat.open_home()
                await partner.chat.sees_home()
            await ines.chat.command(ines.room, "/ci", "checkin open")
            card = await marek.sees(CANARY)
            await marek.taps(card, "on track", "need")
            hostile = " ".join(INJECTIONS[::7])
            await marek.fills(card, "Add words", words=f"{hostile} {CANARY}")
            await marek.sees(hostile[:20])
            for text in ("mine", "whoami", "asks", f"ask {hostile}", f"activity {hostile[:40]}"):
                shown = len(slack.find(channel).messages)
                await marek.chat.command(channel, "/ci", text)
                await slack.world.until(lambda n=shown: len(slack.find(channel).messages) > n)  # type: ignore[misc]
            for text in ("checkin close", "digest post"):
                await ines.chat.command(ines.room, "/ci", text)
            await slack.world.until(
                lambda: any(hostile[:20] in str(s.args) for s in slack.calls("chat.postMessage"))
            )
        slack.assert_clean()
        assert slack.live_markup() == []
        secrets = (CANARY, lake.token, bot.house.app.token, bot.house.app.signing_secret)
        assert [one for one in secrets if one in log.getvalue()] == []
        assert "event=delivery" in log.getvalue()
