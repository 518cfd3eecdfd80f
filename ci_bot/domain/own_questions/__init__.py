"""A check-in's own questions: when they are due, and how their answers are read."""
