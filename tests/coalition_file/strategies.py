"""Coalition files as people might write them, with the words that people write."""

from typing import Any

from hypothesis import strategies as st

words = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from("\n\t\r\x85\u2028:#-{}[]&*!|>'\"%@`, \\"),
    min_size=1,
    max_size=200,
).filter(str.strip)
slugs = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,6}", fullmatch=True)
days = st.dates().map(lambda day: day.isoformat())
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str)


def _maybe(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def _some(ids: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ids), unique=True, max_size=3)


_question = words | st.fixed_dictionaries(
    {"text": words},
    optional={
        "translations": st.dictionaries(st.sampled_from(["de", "uk", "ar"]), words, max_size=2),
        "visibility": st.sampled_from(["backbone", "coalition"]),
    },
)


@st.composite
def coalition_files(draw: st.DrawFn) -> dict[str, Any]:
    """Plain data of a whole file whose names all stand for something."""
    ids = draw(st.lists(slugs, min_size=8, max_size=8, unique=True))
    organisations, people, (group, goal), (first, second) = ids[:2], ids[2:4], ids[4:6], ids[6:]
    value = st.fixed_dictionaries({"value": numbers, "date": days, "note": words})
    zone = st.sampled_from(["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", None])
    role = st.fixed_dictionaries(
        {
            "organisation": st.sampled_from(organisations),
            "role": st.sampled_from(["representative", "deputy", "backbone", "observer"]),
        },
        optional={
            "scope": st.just(group),
            "title": words,
            "functions": st.lists(words, max_size=2),
        },
    )
    return {
        "coalition": {
            "name": draw(words),
            "slug": draw(slugs),
            **draw(
                _maybe(
                    timezone=st.just("Asia/Kathmandu"),
                    languages=st.just(["de", "en"]),
                    common_agenda=words,
                    phase=words,
                    quiet_weeks=st.just(["2026-W52"]),
                    visibility=st.sampled_from(["backbone", "working_group", "coalition"]),
                    rhythm=_maybe(digest=st.just("monthly 15 09:00"), release=st.just("manual")),
                )
            ),
        },
        "organisations": [
            {"id": o, "name": draw(words), **draw(_maybe(kind=words, note=words, timezone=zone))}
            for o in organisations
        ],
        "people": [
            {
                "id": person,
                "name": draw(words),
                "roles": draw(st.lists(role, max_size=2)),
                "accounts": {
                    "matrix": draw(
                        st.sampled_from([f"@{person}:x", [f"@{person}:x", f"@{person}:y"], []])
                    )
                },
                **draw(_maybe(timezone=zone, language=st.just("pt-BR"), region=st.just("DE-BY"))),
            }
            for person in people
        ],
        "working_groups": [{"id": group, "name": draw(words), "co_chairs": draw(_some(people))}],
        "goals": [{"id": goal, "text": draw(words)}],
        "activities": [
            {
                "id": activity,
                "title": draw(words),
                "lead_organisation": organisations[0],
                "lead_person": draw(st.sampled_from(people)),
                **draw(
                    _maybe(
                        supporting=st.just(organisations[1:]),
                        goal=st.sampled_from([goal, None]),
                        reinforces=_some([goal, second]),
                        start=days,
                        rhythm=st.just("every 2 weeks mon 09:00"),
                        milestones=st.lists(
                            st.fixed_dictionaries({"date": days, "text": words}), max_size=2
                        ),
                    )
                ),
            }
            for activity in (first, second)
        ],
        "measures": [
            {
                "key": "days",
                "name": draw(words),
                "definition": draw(words),
                "unit": draw(words),
                **draw(
                    _maybe(
                        baseline=value,
                        real_outcome_later=value,
                        targets=st.lists(
                            st.fixed_dictionaries({"value": numbers, "by": days}), max_size=2
                        ),
                        plausible_range=st.tuples(numbers, numbers).map(list),
                        steward=st.sampled_from(people),
                    )
                ),
            }
        ],
        "channels": [
            {"matrix": "#digest:x", "for": draw(st.sampled_from(["coalition", group]))},
            {"slack": "T1/C1", "for": "backbone", "language": "de", "chart": draw(st.booleans())},
        ],
        "checkins": [{"id": "main", "questions": draw(st.lists(_question, max_size=3))}],
    }
