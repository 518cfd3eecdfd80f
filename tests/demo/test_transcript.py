"""The demo shows a whole round, and what it shows was really said."""

import re
from datetime import time

from ci_bot.demo.transcript import THURSDAY, WIDTH
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import DeliveryState
from ci_bot.domain.ids import CoalitionId, PersonId
from ci_bot.domain.rhythm.cadence import instant
from ci_bot.domain.update import Update
from ci_bot.store import open_store
from tests.demo.conftest import Played
from tests.project.sources import ROOT

LAKELAND = CoalitionId("open-lakeland")


async def heard(played: Played) -> tuple[Coalition, list[Update]]:
    """The coalition afterwards, and what was told in the round that is shown."""
    async with open_store(played.url) as store, store.read() as uow:
        unit = uow.of(LAKELAND)
        coalition = await unit.load()
        assert coalition is not None
        since = instant(THURSDAY, time(), "UTC")
        return coalition, list(await unit.updates(since=since))


def unwrapped(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_week_in_the_docs_is_the_one_that_is_played(first_seed: Played) -> None:
    assert (ROOT / "docs" / "week.txt").read_text() == first_seed.text, "make samples"


async def test_the_digest_holds_what_people_said(first_seed: Played) -> None:
    _, updates = await heard(first_seed)
    worded = [update.words for update in updates if update.words]
    assert len(worded) >= 3
    assert [words for words in worded if words not in unwrapped(first_seed.digest)] == []


async def test_the_digest_does_not_name_who_was_silent(first_seed: Played) -> None:
    coalition, updates = await heard(first_seed)
    leads = {activity.lead_person for activity in coalition.activities.values()}
    away = {p for p in leads if coalition.people[p].away_until is not None}
    silent: set[PersonId] = leads - away - {update.person for update in updates}
    assert len(silent) == 1
    assert not any(coalition.people[p].name in first_seed.digest for p in silent)


async def test_everything_that_was_to_be_sent_was_sent(first_seed: Played) -> None:
    async with open_store(first_seed.url) as store, store.read() as uow:
        counts = await uow.outbox.counts()
        assert {state for state, count in counts.items() if count} <= {
            DeliveryState.SENT,
            DeliveryState.DROPPED,
        }
        assert await uow.inbox.dead() == []
        assert await uow.inbox.waiting() == 0


def test_a_deputy_hears_why_they_are_asked(first_seed: Played) -> None:
    assert "you stand in, its lead is away" in unwrapped(first_seed.text)


def test_a_late_answer_edits_the_digest_and_says_so_in_its_thread(first_seed: Played) -> None:
    late = re.search(r"in the thread\n +Added: (.+?) Contact", first_seed.digest, re.DOTALL)
    assert late is not None
    assert unwrapped(first_seed.digest).count(unwrapped(late[1])) == 2


def test_changed_words_replace_the_first_ones(first_seed: Played) -> None:
    changed = re.search(r", changing the message\n((?:    .+\n)+)", first_seed.text)
    assert changed is not None
    assert unwrapped(changed[1]).strip() in unwrapped(first_seed.digest)


def test_it_is_read_in_80_columns(first_seed: Played, second_seed: Played) -> None:
    rows = f"{first_seed.text}{second_seed.text}".splitlines()
    assert [row for row in rows if len(row) > WIDTH or row != row.rstrip()] == []


def test_another_seed_lets_others_answer_otherwise(first_seed: Played, second_seed: Played) -> None:
    assert first_seed.digest != second_seed.digest
    headings = re.compile(r"^(.+)\n-{4,}$", re.MULTILINE)
    assert headings.findall(first_seed.text) != headings.findall(second_seed.text)
