"""A partner on a real homeserver helps one who is on another platform."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ci_bot.domain.ids import AccountId, PersonId
from ci_bot.domain.person import Account
from ci_bot.runtime.clock import SystemClock
from ci_bot.testing.contracts.actor import Seen
from ci_bot.testing.fake_chat import FakePlatform
from tests.conftest import NewPerson
from tests.support.lakeland import lakeland
from tests.support.matrix_house import MatrixHouse, on_matrix

MAREK = PersonId("marek-o")
AINO = PersonId("aino-k")


def _shows(part: str) -> Callable[[Sequence[Seen]], bool]:
    return lambda seen: any(part in one.text for one in seen)


def _forgot(*parts: str) -> Callable[[Sequence[Seen]], bool]:
    return lambda seen: not any(part in one.text for one in seen for part in parts)


async def test_words_go_between_matrix_and_another_platform_until_it_is_closed(
    new_person: NewPerson, tmp_path: Path
) -> None:
    house = MatrixHouse(await new_person("bot"), tmp_path)
    coalition, people = await on_matrix(lakeland(), new_person, {})
    slack = FakePlatform(SystemClock(), name="slack")
    elsewhere = Account(id=AccountId("slack:marek-o"), person=MAREK)
    others = tuple(account for account in coalition.accounts if account.person != MAREK)
    await house.apply(replace(coalition, accounts=(elsewhere, *others)))
    marek = slack.person("marek-o")
    there = await slack.direct_room(marek.account)
    async with house.running(slack):
        await marek.write(there, "ask A5 leaflets")
        await marek.see(there, _shows("Ask 1"))
        aino = await house.partner(people[AINO])
        await aino.asks("help with 1", "You are in touch with Marek O.", "A5 leaflets")
        await marek.see(there, _shows("Aino K., Harbour Archive, can help"))
        opening = (await aino.said())[-1]["event_id"]
        message = await aino.say("we have <b>500</b>", reply_to=opening)
        await aino.hears("On its way to Marek O.")
        await marek.see(there, _shows("Aino K., Harbour Archive, about 1: “we have <b>500</b>”"))
        await people[AINO].edit(aino.room, message, "we have 400")
        await marek.see(there, _shows("about 1, changed: “we have 400”"))
        seen = next(one for one in await marek.see(there) if "400" in one.text)
        await marek.write(there, "great, <i>when</i>?", thread=seen.message)
        await aino.hears("Marek O., Museum of Little Things, about 1: “great, <i>when</i>?”")
        html = (await aino.said())[-1]["content"]["formatted_body"]
        assert "&lt;i&gt;when" in html
        await people[AINO].redact(aino.room, message)
        await marek.see(there, _shows("took back what they wrote"))
        await marek.see(there, _forgot("400", "500"))
        await marek.write(there, "close 1 thanks Aino K.")
        await aino.hears("with thanks to you")
        await aino.asks("reply 1 welcome", "has ended")
        # A match begins the next one.
        await marek.write(there, "ask a van for the boxes")
        await marek.see(there, _shows("Ask 2"))
        await aino.asks("offer two vans, also for boxes", "Your offer may help Museum of Little")
        await aino.asks("y", "You are in touch with Marek O.", "a van for the boxes")
        await marek.see(there, _shows("Aino K., Harbour Archive, can help with your ask 2:"))
