"""On Slack, an announcement is confirmed by a tap, and its words are never live."""

from pathlib import Path

from tests.support.slack import slack_stand_in
from tests.support.slack_bot import SlackBot
from tests.support.slack_house import slack_partner

WORDS = "<!channel> <@U1> *now* <https://evil.example|here> @everyone & more"


async def test_an_announcement_is_confirmed_by_a_tap_and_pings_nobody(tmp_path: Path) -> None:
    async with slack_stand_in() as slack:
        bot = SlackBot(slack, tmp_path)
        lake = bot.house.workspace("Lake")
        names = ("ines-b", "marek-o")
        bot.partners = {name: slack_partner(slack, lake, name) for name in names}
        ines, marek = bot.partners.values()
        team = slack.world.teams[lake.team]
        hall = slack.channel(team, ines.chat, marek.chat, lake)
        bot.rooms = {hall: "coalition"}
        async with bot.running():
            await ines.chat.write(ines.room, f"announce {WORDS}")
            preview = await ines.sees("Post this?")
            assert slack.find(hall).messages == []
            await ines.taps(preview, "Post it", "You chose")
            await slack.world.until(lambda: len(slack.find(hall).messages) == 1)
        assert len(slack.find(hall).messages) == 1
        slack.assert_clean()
        assert slack.live_markup() == []
