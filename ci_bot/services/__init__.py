"""Use cases: each a frozen dataclass with its ports as fields and one async call."""
