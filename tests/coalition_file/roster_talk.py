"""What a backbone person may type at a small coalition, right or wrong, and what else happens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from hypothesis import strategies as st

from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import AccountId, RoomId
from ci_bot.domain.person import Account, PersonalSettings
from tests.coalition_file.strategies import words

ORGS = ("office", "river", "museum", "harbour")
PEOPLE = ("ines", "marek", "aino", "olena")
ACTIVITIES = ("tests", "song-book")
GROUPS = ("water", "schools")
DAYS = ("27 Nov", "2026-11-01", "tomorrow", "friday", "none", "3 March 2027")

BEFORE = (
    'org add "Museum of Little Things" id museum',
    "org add Harbour",
    "person add Aino org museum timezone Europe/Helsinki",
    "person add Olena org office role backbone",
    "group add Schools co-chair Aino org museum",
    "activity add Song book lead Aino deputy Marek O. group schools",
)
"""What is typed at first, so that there is something to change."""

Step = Callable[[Coalition], Coalition]

_names = words.map(lambda text: " ".join(text.replace('"', "").split())).filter(bool)


def _one(*known: str) -> st.SearchStrategy[str]:
    return st.sampled_from((*known * 4, "nobody"))


def _listed(*known: str) -> st.SearchStrategy[str]:
    several = st.lists(st.sampled_from(known), min_size=1, max_size=3).map(", ".join)
    return st.builds(lambda sign, text: sign + text, st.sampled_from(("", "+ ", "- ")), several)


def _some(**fields: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Some of these fields with a value each."""
    chosen = st.fixed_dictionaries({}, optional=dict(fields))
    return chosen.map(
        lambda found: " ".join(f"{k.replace('_', '-')} {v}" for k, v in found.items())
    )


_quoted = _names.map(lambda text: f'"{text}"')
_id = st.sampled_from((*ORGS, *PEOPLE, *ACTIVITIES, *GROUPS))
_org = _some(
    kind=_quoted,
    note=_quoted,
    country=st.sampled_from(("DE", "ua", "none")),
    timezone=st.sampled_from(("Europe/Kyiv", "europe/vilnius", "none")),
    language=st.sampled_from(("de", "pt-BR", "none")),
)
_org_edit = _some(partnership=st.sampled_from(("paused", "active", "invited")), name=_quoted)
_person = _some(
    timezone=st.just("Europe/Kyiv"), language=st.just("uk"), region=st.sampled_from(("de-by", "UA"))
)
_activity = _some(
    deputy=_one(*PEOPLE, "none"),
    lead=_one(*PEOPLE),
    org=_one(*ORGS),
    supported_by=_listed(*ORGS),
    group=_one(*GROUPS, "none"),
    reinforces=_listed(*ACTIVITIES),
    start=st.sampled_from(DAYS),
    end=st.sampled_from(DAYS),
    rhythm=st.sampled_from(("monthly", "every 3 weeks", '"weekly fri 10:00"', "none")),
    milestone=st.builds("{} {}".format, _quoted, st.sampled_from(DAYS)),
)
_group = _some(co_chair=_listed(*PEOPLE), org=_listed(*ORGS), meets=st.just("monthly 15 09:00"))
_role = st.sampled_from(("representative", "deputy", "backbone", "steering committee", "observer"))
_dates = _some(to=st.sampled_from(DAYS), scope=_one(*GROUPS), title=_quoted)
_more = _some(**{"for": _one(*ORGS), "from": st.sampled_from(DAYS)})
_archived = st.sampled_from(("", "archived yes", "archived no"))


def _line(*parts: str | st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    given = [st.just(part) if isinstance(part, str) else part for part in parts]
    return st.tuples(*given).map(" ".join)


lines = st.one_of(
    _line("org add", _quoted, _org),
    _line("org add", _names),
    _line("org edit", _one(*ORGS), _org, _org_edit),
    _line("org archive", _one(*ORGS)),
    _line("person add", _quoted, "org", _one(*ORGS), "role", _role, _person),
    _line("person edit", _one(*PEOPLE), _person, "name", _quoted),
    _line("person archive", _one(*PEOPLE)),
    _line("activity add", _quoted, "lead", _one(*PEOPLE)),
    _line("activity edit", _one(*ACTIVITIES), _activity, _archived),
    _line("activity archive", _one(*ACTIVITIES)),
    _line("group add", _quoted, _group),
    _line("group edit", _one(*GROUPS), _group, _archived),
    _line("group archive", _one(*GROUPS)),
    _line("role grant", _one(*PEOPLE), _role, _more, _dates),
    _line("role revoke", _one(*PEOPLE), _role, _more, _some(to=st.sampled_from(DAYS))),
)


def _settings(person: str) -> Step:
    def step(coalition: Coalition) -> Coalition:
        known = {id_: who for id_, who in coalition.people.items() if id_ == person}
        changed = {
            id_: replace(
                who,
                settings=PersonalSettings(hour=time(19), language="de", stopped=True),
                away_until=date(2026, 12, 1),
                introduced=True,
            )
            for id_, who in known.items()
        }
        return replace(coalition, people={**coalition.people, **changed})

    return step


def _linked(person: str) -> Step:
    def step(coalition: Coalition) -> Coalition:
        known = [id_ for id_ in coalition.people if id_ == person]
        new = [Account(id=AccountId(f"matrix:@{id_}:x"), person=id_) for id_ in known]
        return replace(coalition, accounts=tuple(dict.fromkeys((*coalition.accounts, *new))))

    return step


def _channel(audience: str) -> Step:
    def step(coalition: Coalition) -> Coalition:
        room = RoomId(f"slack:T1/C{audience.upper()}")
        if audience not in ("backbone", *coalition.working_groups):
            return coalition
        others = tuple(c for c in coalition.channels if c.address != room)
        channel = Channel(address=room, room=room, audience=audience)
        return replace(coalition, channels=(*others, channel))

    return step


def _paused(coalition: Coalition) -> Coalition:
    return replace(coalition, paused=not coalition.paused)


steps = st.one_of(
    st.just(_paused),
    st.sampled_from(PEOPLE).map(_settings),
    st.sampled_from(PEOPLE).map(_linked),
    st.sampled_from(("backbone", *GROUPS)).map(_channel),
)
