"""Whatever happens in whatever order, a delivery's life is as the model has it."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ci_bot.domain.delivery import DeliveryState
from ci_bot.ports.chat import NotAccepted
from ci_bot.runtime.timing import Timing
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.fake_faults import Fault, Taken
from tests.runtime.conftest import START
from tests.runtime.post_office import FORGETFUL, PostOffice
from tests.runtime.watched_store import WatchedStore

SENT = DeliveryState.SENT
ROOMS = ("one", "two", "three")
CERTAINLY_NOT_SENT = {
    DeliveryState.READY,
    DeliveryState.DEFERRED,
    DeliveryState.FAILED,
    DeliveryState.DROPPED,
}


class DeliveryLife(RuleBasedStateMachine):
    """Rows come, requests fail in every way, processes die, time passes, late requests land.

    The model is what the platform has taken: a row that is sent is there, one that is certainly
    not sent isn't, none is there twice, and each lane is there in its order.
    """

    @initialize(forgetful=st.booleans())
    def open(self, *, forgetful: bool) -> None:
        self.runner = asyncio.Runner()
        clock = TurnableClock(START)
        self.store = WatchedStore()
        self.fake = FakePlatform(clock, capabilities=FORGETFUL if forgetful else None)
        self.rooms = [self.fake.room(name) for name in ROOMS]
        self.office = PostOffice(self.store, clock, Timing(chance=lambda: 1.0), self.fake)

    def do(self, what: Coroutine[Any, Any, object]) -> None:
        self.runner.run(what)

    @rule(room=st.sampled_from([0, 1, 2]), wait=st.sampled_from([0, 20, 70]), brief=st.booleans())
    def commit(self, room: int, wait: int, *, brief: bool) -> None:
        now = self.office.clock.now()
        due = now + timedelta(seconds=wait)
        expires = due + timedelta(seconds=30) if brief else None
        key = f"{len(self.office.committed):03}"
        row = self.office.delivery(key, self.rooms[room], due=due, expires=expires)
        self.do(self.office.commit(row))

    @rule(seconds=st.sampled_from([None, 5, 100]))
    def refuse(self, seconds: int | None) -> None:
        wait = None if seconds is None else timedelta(seconds=seconds)
        self.fake.faults.refuse(NotAccepted(retry_after=wait))

    @rule(taken=st.sampled_from(Taken), how=st.sampled_from(["lose", "kill", "break"]))
    def fail(self, taken: Taken, how: str) -> None:
        if how == "kill":
            self.fake.faults.kill(taken)
        elif how == "break":
            self.fake.faults.add(Fault(error=ZeroDivisionError(), taken=taken))
        elif taken is Taken.LATE:
            self.fake.faults.take_late()
        elif taken is Taken.AT_ONCE:
            self.fake.faults.lose_answer()
        else:
            self.fake.faults.lose_request()

    @rule(how=st.sampled_from(["refuse", "kill", "lose"]))
    def fail_to_search(self, how: str) -> None:
        if how == "refuse":
            self.fake.faults.refuse(NotAccepted(), on="find")
        elif how == "kill":
            self.fake.faults.kill(Taken.NOT, on="find")
        else:
            self.fake.faults.lose_request(on="find")

    @rule()
    def work(self) -> None:
        try:
            self.do(self.office.work())
        except BaseExceptionGroup:
            self.office.worker = self.office.hire()

    @rule(seconds=st.sampled_from([1, 10, 40]), times=st.sampled_from([1, 4]))
    def pass_time(self, seconds: int, times: int) -> None:
        for _ in range(times):
            self.office.clock.advance(timedelta(seconds=seconds))
            # No request arrives later than a settle window after it was made.
            self.fake.land()

    @invariant()
    def the_rows_know_what_the_platform_has(self) -> None:
        if not hasattr(self, "office"):
            return
        there = self.fake.accepted
        assert len(there) == len(set(there))
        for row in self.store.state.deliveries.values():
            assert row.state is not SENT or row.key in there
            assert row.state not in CERTAINLY_NOT_SENT or row.key not in there

    def teardown(self) -> None:
        if not hasattr(self, "office"):
            return
        with self.runner:
            self.do(self.come_to_rest())

    async def come_to_rest(self) -> None:
        self.fake.faults.coming.clear()
        self.fake.land()
        end = self.office.clock.now() + timedelta(minutes=20)
        await self.office.work_until(end, timedelta(seconds=30))
        broken = {key for key, _ in self.office.told.failed}
        for row in self.store.state.deliveries.values():
            assert row.state in {SENT, DeliveryState.DROPPED} or row.key in broken
        assert (await self.office.verdict()).clean


DeliveryLife.TestCase.settings = settings(
    max_examples=200,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestDeliveryLife = pytest.mark.timeout(600)(DeliveryLife.TestCase)
