"""The same weeks through the real adapters: half on a Slack stand-in, half on a real homeserver.

Judged by what the servers have themselves. In a full run these are the first two weeks, of eight
that there are, as the test's own name tells; `make faults` plays them all.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import DeliveryKey, PromptId
from ci_bot.domain.status import Visibility
from tests.support.cee_house import ROOMS, Post
from tests.support.cee_on_servers import OnServers, on_servers
from tests.support.cee_story import ALL, CHAIR, Story, played
from tests.support.synapse import Synapse

WEEKS = int(os.environ.get("CI_BOT_TEST_WEEKS", "2"))
ONE_MESSAGE_FOR_TWO = {"emre-y"}
"""What was passed on to a deputy stands in one message with their own."""

# So many people on two servers, on cores that are shared.
pytestmark = pytest.mark.timeout(1_800)


@dataclass(frozen=True, kw_only=True)
class Record:
    """The story on servers, and all that the bot said there."""

    story: Story
    house: OnServers
    everywhere: Mapping[str, Sequence[Post]]

    @property
    def posts(self) -> list[tuple[str, Post]]:
        """Each with its place."""
        return [(place, post) for place, posts in self.everywhere.items() for post in posts]

    def delivery(self, post: Post) -> Delivery:
        """What was to be said with it."""
        return self.house.store.state.deliveries[DeliveryKey(post.key)]


@pytest.mark.parametrize("weeks", [WEEKS], ids=[f"{WEEKS} of {ALL} weeks"])
def test_the_weeks_are_told_by_real_adapters_as_they_are_in_memory(
    weeks: int, synapse: Synapse, tmp_path: Path
) -> None:
    memory = played(weeks)
    told = asyncio.run(_told(memory, synapse, tmp_path))
    each_channel_has_each_digest_once_in_the_same_words(told, memory)
    everything_sent_is_on_its_server_exactly_once(told)
    people_have_one_prompt_and_one_reminder_of_each_round(told)
    what_was_late_is_edited_into_its_digest_on_both(told)
    what_was_said_to_few_stands_in_no_place_of_others(told)
    told.house.slack.slack.assert_clean()
    assert told.house.slack.slack.live_markup() == []


async def _told(memory: Story, synapse: Synapse, folder: Path) -> Record:
    """The same weeks on servers, with everybody there who heard anything in memory."""
    heard = {person for person in memory.house.accounts if memory.house.said_to(person)}
    async with on_servers(synapse, folder, heard) as house:
        story = Story(house, memory.count)
        await story.play()
        return Record(story=story, house=house, everywhere=house.said_everywhere())


def each_channel_has_each_digest_once_in_the_same_words(told: Record, memory: Story) -> None:
    for room in ROOMS:
        assert len(_digests(told, room)) == len(memory.weeks)
        for week in memory.weeks:
            here, there = (_lines(story.digest(room, week)) for story in (told.story, memory))
            assert here == there, (room, week)


def everything_sent_is_on_its_server_exactly_once(told: Record) -> None:
    deliveries = told.house.store.state.deliveries.values()
    ended, now = {DeliveryState.SENT, DeliveryState.DROPPED}, told.house.clock.now()
    assert not [d for d in deliveries if d.state not in ended and d.available <= now]
    sent = Counter(str(d.key) for d in deliveries if d.sent and _is_message(d))
    assert Counter(post.key for _, post in told.posts) == sent
    places = {*told.house.rooms.values(), *told.house.directs}
    assert told.house.slack.rooms() | told.house.matrix.rooms() <= places


def people_have_one_prompt_and_one_reminder_of_each_round(told: Record) -> None:
    prompts = told.house.store.state.prompts
    asked: dict[DeliveryKind, Counter[tuple[str, str]]] = {}
    for place, post in told.posts:
        delivery = told.delivery(post)
        if delivery.kind in {DeliveryKind.PROMPT, DeliveryKind.REMINDER}:
            prompt = prompts[told.house.slug, PromptId(delivery.subject)]
            assert place == f"direct-{prompt.person}"
            asked.setdefault(delivery.kind, Counter())[prompt.person, prompt.round] += 1
    assert asked.keys() == {DeliveryKind.PROMPT, DeliveryKind.REMINDER}
    for counts in asked.values():
        assert {person for (person, _), count in counts.items() if count > 1} <= ONE_MESSAGE_FOR_TWO


def what_was_late_is_edited_into_its_digest_on_both(told: Record) -> None:
    late = [line for line in told.story.lines.values() if line.late and not line.contribution]
    assert "u028" in {line.id for line in late}
    for room in ("slack:SEA/!all", "matrix:!all"):
        for line in late:
            digest = _digests(told, room)[told.story.weeks.index(line.week)]
            assert len(digest.versions) > 1
            assert line.words[:60] not in digest.versions[0]
            assert line.words[:60] in digest.text


def what_was_said_to_few_stands_in_no_place_of_others(told: Record) -> None:
    backbone = {"rea-v", "milo-t", "jagna-w"}
    lines = [line for line in told.story.lines.values() if line.id != CHAIR]
    for line in lines:
        if line.visibility is Visibility.COALITION:
            continue
        readers = {"slack:HUB/!office", *(f"direct-{one}" for one in {line.person, *backbone})}
        if line.visibility is Visibility.WORKING_GROUP:
            readers.add("matrix:!learning")
        seen = {place for place, post in told.posts if any(line.text in v for v in post.versions)}
        assert "slack:HUB/!office" in seen, line.id
        assert seen <= readers, line.id


def _digests(told: Record, room: str) -> list[Post]:
    """The messages in which a room's digests begin."""
    kinds = {post.key: told.delivery(post) for post in told.everywhere[room]}
    return [
        post
        for post in told.everywhere[room]
        if kinds[post.key].kind is DeliveryKind.DIGEST and post.thread is None
    ]


def _is_message(delivery: Delivery) -> bool:
    changes = delivery.edits is not None or delivery.emoji is not None
    return not changes and delivery.kind is not DeliveryKind.HOME


def _lines(texts: Sequence[str]) -> list[str]:
    """What each line says; platforms set their lines apart in their own ways."""
    return [line.strip() for text in texts for line in text.split("\n") if line.strip(" -")]
