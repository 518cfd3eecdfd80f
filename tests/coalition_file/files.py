"""A small coalition file, and changes of single places in it."""

import copy
from pathlib import Path
from typing import Any

import yaml

SMALL: dict[str, Any] = {
    "coalition": {"name": "Green Harbour", "slug": "green-harbour"},
    "organisations": [{"id": "office", "name": "Office"}, {"id": "river", "name": "River Watch"}],
    "people": [
        {
            "id": "ines",
            "name": "Ines B.",
            "roles": [{"organisation": "office", "role": "backbone"}],
        },
        {
            "id": "marek",
            "name": "Marek O.",
            "roles": [{"organisation": "river", "role": "representative"}],
            "accounts": {"matrix": "@marek:example.org"},
        },
    ],
    "working_groups": [{"id": "water", "name": "Water", "co_chairs": ["marek"]}],
    "goals": [{"id": "swim", "text": "People swim"}],
    "activities": [
        {
            "id": "tests",
            "title": "Water tests",
            "lead_organisation": "river",
            "lead_person": "marek",
            "supporting": ["office"],
            "goal": "swim",
            "working_group": "water",
            "reinforces": ["swim"],
        }
    ],
    "measures": [{"key": "days", "name": "Clean days", "definition": "Days.", "unit": "days"}],
    "channels": [{"matrix": "#digest:example.org", "for": "coalition"}],
}


def changed(**places: Any) -> dict[str, Any]:
    """The small file with other values: `people__1__name="X"`; `...` leaves the key out."""
    data = copy.deepcopy(SMALL)
    for place, value in places.items():
        *path, last = [int(part) if part.isdigit() else part for part in place.split("__")]
        here: Any = data
        for part in path:
            here = here[part]
        if value is ...:
            del here[last]
        else:
            here[last] = value
    return data


def written(folder: Path, content: Any) -> Path:
    """The file, from data, text or bytes."""
    path = folder / "coalition.yaml"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        text = content if isinstance(content, str) else yaml.safe_dump(content, sort_keys=False)
        path.write_text(text, encoding="utf-8")
    return path
