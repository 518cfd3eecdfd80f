"""A report on the running bot, as text and as data."""

from datetime import datetime
from typing import Any

from ci_bot.cli.installation import Installation
from ci_bot.cli.terminal import say, table
from ci_bot.domain.delivery import Delivery, DeliveryState
from ci_bot.runtime.clock import SystemClock
from ci_bot.runtime.report import Report, read_report
from ci_bot.store import open_store

_WAITING = (
    DeliveryState.READY,
    DeliveryState.SENDING,
    DeliveryState.DEFERRED,
    DeliveryState.AMBIGUOUS,
)


async def read(installation: Installation) -> Report:
    """The report of this moment; raises StoreError."""
    async with open_store(installation.url) as store:
        return await read_report(store, SystemClock().now())


def as_data(report: Report) -> dict[str, Any]:
    """The report for programs; times are ISO 8601 in UTC."""
    beat = report.heartbeat
    return {
        "healthy": not report.reasons,
        "reasons": list(report.reasons),
        "heartbeat": _iso(beat.at) if beat else None,
        "started": _iso(beat.started) if beat else None,
        "platforms": dict(beat.platforms) if beat else {},
        "queues": {
            "inbox": {"waiting": report.inbox, "dead": report.dead},
            "outbox": {str(state): report.outbox.get(state, 0) for state in DeliveryState},
        },
        "last_deliveries": [_delivery(delivery) for delivery in report.recent],
        "next": [
            {
                "coalition": schedule.coalition,
                "kind": str(schedule.kind),
                "subject": schedule.subject,
                "due": _iso(schedule.next_due),
            }
            for schedule in report.coming
        ],
    }


def show(report: Report) -> None:
    """The report for people."""
    if report.reasons:
        for reason in report.reasons:
            say(f"Unhealthy: {reason}", style="bold red")
    else:
        say("Healthy.", style="bold green")
    beat = report.heartbeat
    if beat is not None:
        say(f"Last sign of life {_moment(beat.at)}, running since {_moment(beat.started)}.")
        table("Platforms", [(n, trouble or "receives") for n, trouble in beat.platforms.items()])
    waiting = [(f"outbox, {s}", str(report.outbox.get(s, 0))) for s in _WAITING]
    inbox = [("inbox, waiting", str(report.inbox)), ("inbox, given up", str(report.dead))]
    table("Queues", [*waiting, *inbox])
    table("Last deliveries", [_receipt(delivery) for delivery in report.recent])
    table(
        "Next (people are asked at their own hour)",
        [(_moment(s.next_due), s.coalition, f"{s.kind} {s.subject}") for s in report.coming],
    )


def _delivery(delivery: Delivery) -> dict[str, Any]:
    return {
        "kind": str(delivery.kind),
        "state": str(delivery.state),
        "coalition": delivery.coalition,
        "to": delivery.account or delivery.room,
        "due": _iso(delivery.due),
        "sent": _iso(delivery.sent),
        "reason": delivery.reason,
    }


def _receipt(delivery: Delivery) -> tuple[str, ...]:
    target = str(delivery.account or delivery.room)
    when = _moment(delivery.sent or delivery.due)
    return (when, str(delivery.kind), target, str(delivery.state), delivery.reason)


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat(timespec="seconds")


def _moment(instant: datetime | None) -> str:
    return "" if instant is None else instant.astimezone().strftime("%a %d %b %Y, %H:%M %Z")
