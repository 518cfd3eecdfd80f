"""Values to store, with every field filled in, so that none can be forgotten unseen."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from ci_bot.domain.arrival import Arrival
from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.domain.ids import (
    AccountId,
    ActivityId,
    CheckinId,
    CoalitionId,
    DeliveryKey,
    DigestId,
    GroupId,
    MessageId,
    OrganisationId,
    PeriodKey,
    PersonId,
    PromptId,
    RelayId,
    RoomId,
    RoundId,
    UpdateId,
)
from ci_bot.domain.invitation import Invitation
from ci_bot.domain.own_question import OwnItem
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.domain.prompt import Asking, Item, Outcome, Prompt
from ci_bot.domain.relay import Relay
from ci_bot.domain.round import Round
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Source, Update

NOW = datetime(2026, 11, 23, 9, 30, 0, 123456, tzinfo=UTC)
RIVER = CoalitionId("river")
VALLEY = CoalitionId("valley")
MARA = PersonId("mara")
ORG = OrganisationId("org")
BRIDGE = ActivityId("bridge")
ROOM = RoomId("matrix:!room")
SAID = Source(room=ROOM, message=MessageId("$said"))


def minutes(count: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)


def small_coalition(id_: CoalitionId = RIVER) -> Coalition:
    """A coalition where only what must be is filled in."""
    return Coalition(id=id_, name=f"The {id_}")


def new_round(id_: str = "round", period: str = "2026-W47", **more: Any) -> Round:
    """A round of the main check-in."""
    given = {"checkin": CheckinId("main"), "day": date(2026, 11, 26), "opened": NOW}
    closes = NOW + timedelta(days=5)
    return Round(id=RoundId(id_), period=PeriodKey(period), **{"closes": closes, **given, **more})


def new_prompt(id_: str = "prompt", person: PersonId = MARA, **more: Any) -> Prompt:
    """A prompt of `new_round`, with two items."""
    given = {
        "round": RoundId("round"),
        "due": NOW,
        "items": (
            Item(number=1, activity=BRIDGE, organisation=ORG),
            Item(
                number=2,
                activity=ActivityId("a"),
                organisation=ORG,
                due=False,
                stands_in=True,
                update=UpdateId("update"),
                settled=True,
                offered=GroupId("schools"),
            ),
        ),
    }
    return Prompt(id=PromptId(id_), person=person, **{**given, **more})


def ended_prompt() -> Prompt:
    """A prompt with every field filled in."""
    return new_prompt(
        account=AccountId("slack:T1/U1"),
        sent=NOW,
        asking=Asking.READERS,
        open_item=2,
        doubt="is this one?",
        ended=NOW + minutes(5),
        outcome=Outcome.PASSED_ON,
        told_of=BRIDGE,
        told=NOW + minutes(5),
        own=(
            OwnItem(number=1, checkin=CheckinId("main"), question="q1"),
            OwnItem(
                number=3, checkin=CheckinId("main"), question="q1+", answer="own", settled=True
            ),
        ),
    )


def new_update(id_: str = "update", **more: Any) -> Update:
    """An update on the bridge."""
    given = {"activity": BRIDGE, "person": MARA, "organisation": ORG, "at": NOW, "recorded": NOW}
    return Update(id=UpdateId(id_), **{**given, "status": Status.ON_TRACK, **more})


def full_update() -> Update:
    """An update with every field filled in."""
    return new_update(
        at=NOW - minutes(3),
        status=Status.AT_RISK,
        no_change=True,
        words="The printer is broken",
        language="en",
        visibility=Visibility.BACKBONE,
        contribution=True,
        told_by=PersonId("ben"),
        confirmed=False,
        prompt=PromptId("prompt"),
        source=SAID,
        replaces=UpdateId("earlier"),
        replaced=NOW + minutes(1),
        withdrawn=NOW + minutes(2),
    )


def new_ask(text: str = "A van on Friday", **more: Any) -> Ask:
    """An open ask; the store gives it its number."""
    given = {"number": 0, "kind": AskKind.ASK, "person": MARA, "organisation": ORG, "opened": NOW}
    return Ask(text=text, **{**given, **more})


def full_ask() -> Ask:
    """An ask with every field filled in."""
    return new_ask(
        kind=AskKind.OFFER,
        activity=BRIDGE,
        language="de",
        visibility=Visibility.WORKING_GROUP,
        prompt=PromptId("prompt"),
        source=SAID,
        closed=NOW + minutes(1),
        thanked=PersonId("ben"),
        withdrawn=NOW + minutes(2),
        suggested=("2", "zoe"),
    )


def new_relay(id_: str = "relay", **more: Any) -> Relay:
    """An open relay about the first ask."""
    given = {"ask": 1, "owner": MARA, "helper": PersonId("ben"), "opened": NOW}
    return Relay(id=RelayId(id_), **{"organisation": ORG, **given, **more})


def new_digest(id_: str = "digest", period: str = "2026-W47", **more: Any) -> Digest:
    """A digest of one week."""
    given = {"since": NOW - timedelta(days=7), "until": NOW, "due": NOW + minutes(60)}
    return Digest(id=DigestId(id_), period=PeriodKey(period), **{**given, **more})


def full_digest() -> Digest:
    """A digest with every field filled in."""
    return new_digest(
        state=DigestState.POSTED,
        updates=(UpdateId("update"), UpdateId("other")),
        asks=(3, 5),
        intro="Good news first.",
        intro_by=MARA,
        dropped=(2,),
        lines=("bridge", "ask:3"),
        coverage={"coalition": 7, "backbone": 9},
        posted=NOW + minutes(61),
        posted_by=PersonId("ben"),
        revision=4,
    )


def new_invitation(code_hash: str = "hash", **more: Any) -> Invitation:
    """An invitation of Mara."""
    given = {"person": MARA, "created": NOW, "expires": NOW + timedelta(days=14)}
    return Invitation(code_hash=code_hash, **{**given, **more})


def new_arrival(key: str, conversation: str = "matrix:!room", **more: Any) -> Arrival:
    """Something that just came in."""
    given = {"second_key": None, "platform": "matrix", "body": "{}", "received": NOW}
    return Arrival(key=key, conversation=conversation, **{"available": NOW, **given, **more})


def new_delivery(key: str, lane: str = "lane", **more: Any) -> Delivery:
    """A reply that may go now."""
    given = {"kind": DeliveryKind.REPLY, "due": NOW, "created": NOW, "available": NOW}
    place = {} if "account" in more else {"room": ROOM}
    return Delivery(key=DeliveryKey(key), lane=lane, **{**given, **place, **more})


def full_delivery() -> Delivery:
    """A delivery with every field filled in that a new one may have."""
    return new_delivery(
        "full",
        kind=DeliveryKind.DIGEST,
        coalition=RIVER,
        subject="digest",
        thread=MessageId("$thread"),
        thread_of=DeliveryKey("first"),
        only=AccountId("slack:T1/U1"),
        beside=AccountId("matrix:@ben:example.org"),
        reply_to=MessageId("$before"),
        edits=DeliveryKey("first"),
        emoji="👍",
        body='{"blocks": []}',
        part=2,
        revision=3,
        expires=NOW + minutes(60),
    )


def new_question(account: str = "slack:T1/U1") -> OpenQuestion:
    """A question with an answer to wait for."""
    return OpenQuestion(
        account=AccountId(account), kind="meant", data={"command": "mine", "ü": "🌊"}, asked=NOW
    )


def new_own_answer(id_: str = "own", **more: Any) -> OwnAnswer:
    """An answer to a check-in's own question."""
    plain: dict[str, Any] = {
        "id": id_,
        "checkin": CheckinId("main"),
        "question": "visitors",
        "asked": "How many visitors came?",
        "value": "120",
        "person": MARA,
        "organisation": ORG,
        "at": NOW,
        "recorded": NOW,
    }
    return OwnAnswer(**{**plain, **more})
