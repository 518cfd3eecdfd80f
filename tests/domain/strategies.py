"""What hypothesis may try: recurrences, dates and instants."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from ci_bot.domain.rhythm.recurrence import (
    EveryWeeks,
    MonthlyDay,
    MonthlyWeekday,
    Pattern,
    Recurrence,
)
from ci_bot.domain.rhythm.schedule_grammar import MOST_WEEKS

patterns: st.SearchStrategy[Pattern] = st.one_of(
    st.builds(EveryWeeks, every=st.integers(1, MOST_WEEKS), weekday=st.integers(1, 7)),
    st.builds(MonthlyWeekday, nth=st.sampled_from([1, 2, 3, 4, -1]), weekday=st.integers(1, 7)),
    st.builds(MonthlyDay, day=st.integers(1, 31)),
)
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
recurrences = st.builds(Recurrence, pattern=patterns, at=minutes)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
moments = st.integers(0, 13 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
