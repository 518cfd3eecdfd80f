"""The coalition file: from YAML to the coalition it describes, and back."""

from ci_bot.coalition_file.errors import CoalitionFileError
from ci_bot.coalition_file.export import export_coalition
from ci_bot.coalition_file.merge import describe
from ci_bot.coalition_file.reading import read_coalition_file

__all__ = ["CoalitionFileError", "describe", "export_coalition", "read_coalition_file"]
