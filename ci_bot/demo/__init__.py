"""The demo: an invented coalition, seeded people and a clock that can be turned."""
