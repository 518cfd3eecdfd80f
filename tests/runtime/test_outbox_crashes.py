"""Killed at any named point, the next process loses nothing and doubles nothing."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.ports import crash
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.fake_faults import Killed
from tests.runtime.post_office import PostOffice

SENDING_POINTS = (
    "claim-before-commit",
    "claim-after-commit",
    "digest-part-k-of-n",
    "before-socket-write",
    "response-read",
    "mark-sent-before-commit",
    "mark-sent-after-commit",
)
SEARCHING_POINTS = ("reconcile-before-read", "reconcile-after-read")


@pytest.fixture
def armed() -> Iterator[Callable[[str, int], None]]:
    """Ends the process at the n-th time that a point is reached."""

    def arm(point: str, time: int) -> None:
        left = time

        def hook(reached: str) -> None:
            nonlocal left
            left -= reached == point
            if left == 0:
                crash.arm(None)
                raise Killed

        crash.arm(hook)

    yield arm
    crash.arm(None)


@pytest.mark.parametrize("time", [1, 2, 3])
@pytest.mark.parametrize("point", SENDING_POINTS)
async def test_killed_while_a_digest_goes_to_its_channels_each_has_it_once_and_in_order(
    office: PostOffice,
    platform: FakePlatform,
    armed: Callable[[str, int], None],
    point: str,
    time: int,
) -> None:
    rooms = [platform.room(name) for name in ("one", "two", "three")]
    await office.commit(
        *(
            office.delivery(f"{part}{room}", room, kind=DeliveryKind.DIGEST)
            for room in rooms
            for part in range(3)
        )
    )
    armed(point, time)
    await office.killed()
    await office.work_until(office.clock.now() + timedelta(minutes=5))
    assert len(platform.accepted) == 9
    assert (await office.verdict()).clean


@pytest.mark.parametrize("point", SEARCHING_POINTS)
async def test_killed_while_searching_it_is_searched_again(
    office: PostOffice, other: FakePlatform, armed: Callable[[str, int], None], point: str
) -> None:
    other.faults.lose_answer()
    await office.commit(office.delivery("a", other.room("hub")))
    await office.work()
    office.clock.advance(office.timing.settle)
    armed(point, 1)
    await office.killed()
    await office.work_until(office.clock.now() + timedelta(minutes=5))
    assert other.accepted == ["a"]
    assert await office.state("a") is DeliveryState.SENT
