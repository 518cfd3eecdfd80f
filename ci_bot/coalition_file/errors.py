"""What is wrong with a coalition file, with file, line and field."""

from pathlib import Path


class CoalitionFileError(Exception):
    """The file can't be used; `problems` has one line for each thing to mend."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def problem(path: Path, line: int | None, field: str, text: str) -> str:
    """`coalition.yaml:12: people.3.name: what is expected`."""
    place = f"{path}:{line}" if line else f"{path}"
    return f"{place}: {field}: {text}" if field else f"{place}: {text}"
