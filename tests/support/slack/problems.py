"""What is wrong with a payload, each time with where it is; and the checks that all parts share."""

from collections.abc import Mapping
from typing import Any

TEXT_MOST = 3_000
ID_MOST = 255


class Problems(list[str]):
    """Sentences, as Slack writes them."""

    def add(self, at: str, what: str) -> None:
        self.append(f"{what} [json-pointer:{at}]")

    def length(self, at: str, value: Any, most: int, *, least: int = 1) -> None:
        """A string of that many characters."""
        if not isinstance(value, str):
            self.add(at, "must be a string")
        elif len(value) > most:
            self.add(at, f"must be less than {most + 1} characters")
        elif len(value) < least:
            self.add(at, f"must be more than {least - 1} characters")

    def optional(self, at: str, holder: Mapping[str, Any], name: str, most: int) -> None:
        if name in holder:
            self.length(f"{at}/{name}", holder[name], most)

    def items(self, at: str, value: Any, most: int, *, least: int = 1) -> list[Any]:
        """A list of that many items; gives it, empty where it is none."""
        if not isinstance(value, list):
            self.add(at, "must be an array")
            return []
        if len(value) > most:
            self.add(at, f"no more than {most} items allowed")
        if len(value) < least:
            self.add(at, f"no fewer than {least} items allowed")
        return value

    def keys(self, at: str, holder: Mapping[str, Any], known: str, needed: str = "") -> None:
        """Nothing but the known fields (and `type`), and all of the needed ones."""
        for name in sorted(set(holder) - {"type", *known.split()}):
            self.add(at, f"invalid additional property: {name}")
        for name in needed.split():
            if holder.get(name) is None:
                self.add(at, f"missing required field: {name}")

    def text(self, at: str, value: Any, most: int = TEXT_MOST, *, plain: bool = False) -> None:
        """A text object; `plain` where no markup is possible."""
        if not isinstance(value, dict) or value.get("type") not in ("plain_text", "mrkdwn"):
            self.add(at, "must be a text object")
            return
        if plain and value["type"] != "plain_text":
            self.add(f"{at}/type", "must be a plain_text object")
        extra = "emoji" if value["type"] == "plain_text" else "verbatim"
        self.keys(at, value, f"text {extra}", "text")
        self.length(f"{at}/text", value.get("text", ""), most)

    def choice(self, at: str, value: Any, *allowed: Any) -> None:
        if value not in allowed:
            self.add(at, f"must be one of {', '.join(map(str, allowed))}")
