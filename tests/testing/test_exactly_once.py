"""The checker names each way in which a delivery can go wrong."""

from ci_bot.domain.ids import DeliveryKey, MessageId, RoomId
from ci_bot.testing.exactly_once import Accepted, Acknowledged, Intended, Verdict, exactly_once

HUB, OFFICE = RoomId("fake:!hub"), RoomId("fake:!office")


def meant(*keys: str, lane: str = "hub") -> list[Intended]:
    return [Intended(key=DeliveryKey(key), lane=lane, room=HUB) for key in keys]


def there(*keys: str, room: RoomId = HUB) -> list[Accepted]:
    return [
        Accepted(key=DeliveryKey(key), room=room, message=MessageId(f"${number}"))
        for number, key in enumerate(keys)
    ]


def believed(accepted: list[Accepted]) -> list[Acknowledged]:
    return [Acknowledged(key=a.key, room=a.room, message=a.message) for a in accepted if a.key]


def test_each_meant_there_and_believed_once_and_in_order_is_clean() -> None:
    assert exactly_once(meant("a", "b"), there("a", "b"), believed(there("a", "b"))).clean


def test_what_is_not_there_is_lost() -> None:
    verdict = exactly_once(meant("a", "b"), there("a"), believed(there("a")))
    assert verdict == Verdict(lost=("b",))


def test_what_is_there_and_unknown_to_the_store_is_lost_for_it() -> None:
    verdict = exactly_once(meant("a"), there("a"), [])
    assert verdict == Verdict(lost=("a",))


def test_what_is_there_twice_is_doubled() -> None:
    verdict = exactly_once(meant("a"), there("a", "a"), believed(there("a")))
    assert verdict == Verdict(doubled=("a",))


def test_what_nobody_meant_is_a_ghost() -> None:
    verdict = exactly_once(meant("a"), there("a", "x"), believed(there("a")))
    assert verdict == Verdict(ghost=("x",))


def test_a_message_without_a_key_is_a_ghost() -> None:
    nameless = Accepted(key=None, room=HUB, message=MessageId("$9"))
    verdict = exactly_once(meant("a"), [*there("a"), nameless], believed(there("a")))
    assert verdict == Verdict(ghost=("$9",))


def test_what_the_store_believes_and_nobody_has_is_a_ghost() -> None:
    verdict = exactly_once(meant(), [], believed(there("a")))
    assert verdict == Verdict(ghost=("a",))


def test_what_is_in_another_room_is_misrouted() -> None:
    elsewhere = there("a", room=OFFICE)
    verdict = exactly_once(meant("a"), elsewhere, believed(elsewhere))
    assert verdict == Verdict(misrouted=("a",))


def test_what_overtakes_in_its_lane_makes_disorder() -> None:
    turned = there("b", "a")
    assert exactly_once(meant("a", "b"), turned, believed(turned)) == Verdict(disorder=("a",))


def test_lanes_have_no_order_between_them() -> None:
    turned = there("b", "a")
    both = [*meant("a"), *meant("b", lane="office")]
    assert exactly_once(both, turned, believed(turned)).clean
