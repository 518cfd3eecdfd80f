"""A digest of any length in Slack: in its parts, within every limit, with nothing lost or alive."""

from itertools import cycle, islice

from ci_bot.domain.coalition import Channel
from ci_bot.domain.status import Status
from ci_bot.messages import plain
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import DeliveryKey, MessageId, RoomId
from ci_bot.services.digest.digest_messages import Parts, digest_parts
from tests.adapters.slack.voice import Voice, voice
from tests.messages.injections import LINKS, MARKUP, MENTIONS
from tests.support.digest_week import asked, coalition, said, week

ACTIVITIES = 40
LETTERS = 1_500


def _words(number: int) -> str:
    """A partner's long report, with everything in it that could come alive."""
    live = islice(cycle((*MENTIONS, *MARKUP, *LINKS)), number * 7, number * 7 + 400)
    text = " ".join(f"{number}.{place} {one}." for place, one in enumerate(live))
    return text[:LETTERS].rsplit(" ", 1)[0]


def _long_digest() -> Parts:
    updates = [said(n, _words(n), list(Status)[n % 5]) for n in range(ACTIVITIES)]
    asks = [asked(n + 1, _words(n)[:200]) for n in range(10)]
    material = week(*updates, asks=asks, of=coalition(ACTIVITIES))
    return digest_parts(material, Channel(address=RoomId("slack:T1/C1"), audience="coalition"))


def _letters(text: str) -> str:
    return "".join(text.replace("\u2068", "").replace("\u2069", "").split())


async def _post(bot: Voice, messages: list[Message], thread: MessageId | None) -> list[MessageId]:
    found = []
    for number, message in enumerate(messages):
        key = DeliveryKey(f"{number:030}{thread or 'top':>10.10}")
        posted = await bot.sender.send(bot.channel, message, key=key, thread=thread)
        found.append(posted.message)
    return found


async def test_forty_activities_and_sixty_thousand_letters_arrive_whole() -> None:
    parts = _long_digest()
    everything = [*parts.top, *parts.details]
    assert sum(len(plain.render(part)) for part in everything) > ACTIVITIES * LETTERS * 0.9
    async with voice() as bot:
        top = await _post(bot, list(parts.top), None)
        await _post(bot, list(parts.details), top[0])
        bot.slack.assert_clean()
        assert not bot.slack.live_markup()
        seen = bot.anna.shown(bot.channel)
        assert [one.thread for one in seen] == [None] * len(top) + [top[0]] * len(parts.details)
        told = [_letters(one.text) for one in seen]
        for message, shown in zip(everything, told, strict=True):
            rows = plain.render(message).split("\n")
            # The marks of a list are Slack's own.
            for row in (one.strip().removeprefix("- ") for one in rows):
                assert _letters(row) in shown
        whole = "".join(told)
        for number in range(ACTIVITIES):
            assert f"Activity{number}" in whole or f"a{number}" in whole


async def test_a_late_answer_changes_the_part_in_its_place() -> None:
    parts = _long_digest()
    async with voice() as bot:
        (first, *_) = await _post(bot, list(parts.top), None)
        posted = await bot.sender.send(bot.channel, parts.details[0], key=DeliveryKey("k" * 40))
        await bot.sender.edit(posted, parts.top[0], key=DeliveryKey("e" * 40))
        bot.slack.assert_clean()
        seen = {one.message: one.text for one in bot.anna.shown(bot.channel)}
        assert seen[posted.message] == seen[first]
