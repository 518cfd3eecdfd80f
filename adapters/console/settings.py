"""The `[console]` table of the settings file."""

from pydantic import BaseModel, ConfigDict


class ConsoleSettings(BaseModel):
    """There is nothing to set; the table's presence switches the console on."""

    model_config = ConfigDict(frozen=True, extra="forbid")
