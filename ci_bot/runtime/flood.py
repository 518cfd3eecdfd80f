"""Slows down whoever floods the bot: a bucket of events per account that fills again with time."""

from datetime import datetime, timedelta

from ci_bot.domain.ids import AccountId


class FloodGate:
    """Says when an account's next event may be worked on; nothing is ever dropped.

    `burst` events at once are free, then one every `pace`. It forgets at a restart, on purpose:
    what waits is in the inbox.
    """

    def __init__(
        self, *, burst: int = 30, pace: timedelta = timedelta(seconds=3), known: int = 10_000
    ) -> None:
        self._spare = burst * pace
        self._pace = pace
        self._known = known
        self._full_at: dict[AccountId, datetime] = {}
        self._latest: datetime | None = None

    def opens(self, account: AccountId, now: datetime) -> datetime:
        """When one more event of that account may be worked on: now, or later."""
        if self._latest is not None and now < self._latest - self._spare:
            # The clock went back; nobody waits until it is where it was.
            self._full_at.clear()
        self._latest = now
        full_at = max(self._full_at.pop(account, now), now) + self._pace
        self._full_at[account] = full_at
        if len(self._full_at) > self._known:
            self._forget(now)
        return max(now, full_at - self._spare)

    def _forget(self, now: datetime) -> None:
        # Those whose bucket is full again; if all flood, the one who was quiet the longest.
        kept = {account: at for account, at in self._full_at.items() if at > now}
        if len(kept) > self._known:
            del kept[next(iter(kept))]
        self._full_at = kept
