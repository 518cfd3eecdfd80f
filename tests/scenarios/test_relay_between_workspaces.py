"""Two people who sit in different Slack workspaces help each other through the bot."""

from dataclasses import replace
from pathlib import Path

from ci_bot.app import build_app
from ci_bot.domain.ids import PersonId
from ci_bot.domain.person import Account
from ci_bot.runtime.clock import SystemClock
from ci_bot.runtime.public_holidays import PublicHolidays
from ci_bot.testing.memory_store import MemoryStore
from tests.support.lakeland import lakeland
from tests.support.running import running
from tests.support.slack import slack_stand_in
from tests.support.slack_house import SlackHouse, slack_partner


async def test_words_edits_and_deletions_cross_from_one_workspace_to_the_other(
    tmp_path: Path,
) -> None:
    async with slack_stand_in() as slack:
        house = SlackHouse(slack, tmp_path)
        lake, shore = house.workspace("Lake"), house.workspace("Shore")
        marek = slack_partner(slack, lake, "marek-o")
        aino = slack_partner(slack, shore, "aino-k")
        accounts = tuple(
            Account(id=one.chat.account, person=PersonId(name))
            for one, name in ((marek, "marek-o"), (aino, "aino-k"))
        )
        coalition = replace(lakeland(), accounts=accounts, channels=())
        store = MemoryStore()
        async with house.platform(store) as platform:
            app = build_app(
                store=store, clock=SystemClock(), platforms=(platform,), holidays=PublicHolidays()
            )
            await app.composition.apply_coalition(coalition.id, lambda _: coalition)
            async with running(app):
                await slack.sockets.connected()
                await marek.chat.write(marek.room, "ask *leaflets* <!channel> & <@U1>")
                await marek.sees("Ask 1")
                await aino.chat.command(aino.room, "/ci", "help with 1")
                opening = await aino.sees("You are in touch with Marek O.")
                message = await aino.chat.write(aino.room, "we have _500_", thread=opening)
                carried = await marek.sees("Aino K., Harbour Archive, about 1", "we have _500_")
                await aino.chat.edit(aino.room, message, "we have 400")
                await marek.sees("about 1, changed", "we have 400")
                await marek.chat.write(marek.room, "when?", thread=carried)
                await aino.sees("Marek O., Museum of Little Things, about 1", "when?")
                await aino.chat.delete(aino.room, message)
                await marek.sees("took back what they wrote")
                await marek.chat.see(
                    marek.room, until=lambda seen: not any("500" in one.text for one in seen)
                )
                await marek.chat.write(marek.room, "close 1 thanks Aino K.")
                await aino.sees("with thanks to you")
                # A match begins the next one, by a tap.
                await aino.chat.write(aino.room, "offer two vans, also for boxes")
                await aino.sees("Offer 2")
                await marek.chat.write(marek.room, "ask a van for the boxes")
                match = await marek.sees("Something that may help: Harbour Archive offered")
                await marek.taps(match, "yes", "You chose: yes.")
                await marek.sees("You are in touch with Aino K.")
                await aino.sees("asks whether you can help with 3:", "a van for the boxes")
        slack.assert_clean()
        assert slack.live_markup() == []
