"""A check-in's own questions, as people of a Slack workspace see and answer them."""

from pathlib import Path

from ci_bot.domain.coalition import Coalition
from tests.support.card_house import SLUG
from tests.support.own_questions import SURPRISE, VENUE, asking
from tests.support.slack import slack_stand_in
from tests.support.slack_bot import SlackBot
from tests.support.slack_house import slack_partner


class AskingBot(SlackBot):
    """Its main check-in has two questions of its own."""

    def coalition(self) -> Coalition:
        return asking(VENUE, SURPRISE, of=super().coalition())


async def test_buttons_and_a_form_answer_them_on_the_card(tmp_path: Path) -> None:
    async with slack_stand_in() as slack:
        bot = AskingBot(slack, tmp_path)
        shore = bot.house.workspace("Shore")
        ines, jonas = (slack_partner(slack, shore, name) for name in ("ines-b", "jonas-r"))
        bot.partners = {"ines-b": ines, "jonas-r": jonas}
        bot.rooms = {slack.channel(slack.world.teams[shore.team], ines.chat, shore): "backbone"}
        async with bot.running():
            await ines.chat.command(ines.room, "/ci", "checkin open")
            card = await jonas.sees("You answer for")
            await jonas.taps(card, "on track", "Do you have a venue?")
            await jonas.taps(card, "no", "What is missing?")
            await jonas.fills(card, "Answer", **{"What is missing?": "a <!channel> key"})
            await jonas.sees("What surprised you?")
            await jonas.taps(card, "no answer", "Anything you need")
            await jonas.taps(card, "nothing", "q1 and q3 read by the whole coalition")
            assert "“a <!channel> key”" in jonas.shown(card)
            async with bot.store.read() as uow:
                answers = await uow.of(SLUG).own_answers()
            assert [(a.question, a.value) for a in answers] == [
                ("venue", "no"),
                ("venue+", "a <!channel> key"),
            ]
        assert slack.objections == []
        assert slack.live_markup() == []
