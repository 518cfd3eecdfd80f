"""The status chart as people see it, on Slack and on a real homeserver."""

from dataclasses import replace
from pathlib import Path

from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import PersonId, RoomId
from tests.conftest import NewPerson
from tests.support.lakeland import lakeland
from tests.support.matrix_house import MatrixHouse, on_matrix
from tests.support.slack import slack_stand_in
from tests.support.slack_bot import SlackBot
from tests.support.slack_house import slack_partner

START = b"\x89PNG\r\n\x1a\n"
SAID = "update Label translation on track half are done"


class Charting(SlackBot):
    """Its channels want the chart."""

    def coalition(self) -> Coalition:
        whole = super().coalition()
        return replace(whole, channels=tuple(replace(c, chart=True) for c in whole.channels))


async def test_on_slack_it_stands_once_in_the_digests_thread(tmp_path: Path) -> None:
    async with slack_stand_in() as slack:
        bot = Charting(slack, tmp_path)
        install = bot.house.workspace("Shore")
        people = ("ines-b", "jonas-r")
        bot.partners = {name: slack_partner(slack, install, name) for name in people}
        ines, jonas = (bot.partners[name] for name in people)
        team = slack.world.teams[install.team]
        room = slack.channel(team, ines.chat, jonas.chat, install)
        bot.rooms = {room: "coalition"}
        slack.faults.lose_answer("chat.postMessage", channel=room.rpartition("/")[2])
        async with bot.running():
            await jonas.chat.write(jonas.room, SAID)
            await jonas.sees("half are done")
            await ines.chat.write(ines.room, "digest post")
            seen = await jonas.chat.see(room, until=lambda all_: any(one.picture for one in all_))
        digest, *others = seen
        (chart,) = [one for one in others if one.picture]
        assert (chart.picture or b"").startswith(START)
        assert chart.thread == digest.message
        assert "Label translation: on track from" in chart.text
        assert not slack.objections


async def test_on_matrix_it_stands_in_the_digests_thread(
    new_person: NewPerson, tmp_path: Path
) -> None:
    owner = await new_person("owner")
    house = MatrixHouse(await new_person("bot"), tmp_path)
    coalition, people = await on_matrix(lakeland(), new_person, {})
    hall = await owner.create_room(house.account)
    channel = Channel(address=RoomId(f"matrix:{hall}"), chart=True)
    await house.apply(replace(coalition, channels=(channel,)))
    async with house.running():
        await house.enters(hall, owner)
        jonas = await house.partner(people[PersonId("jonas-r")])
        ines = await house.partner(people[PersonId("ines-b")])
        await jonas.asks(SAID, "half are done")
        await ines.asks("digest post", "on its way")
        event = await owner.hears(hall, lambda e: e["content"].get("msgtype") == "m.image")
        content = event["content"]
        assert "Label translation: on track from" in content["body"]
        assert (await owner.file(content["url"])).startswith(START)
        digest = await owner.hears(hall, lambda e: "half are done" in e["content"].get("body", ""))
        assert content["m.relates_to"]["event_id"] == digest["event_id"]
