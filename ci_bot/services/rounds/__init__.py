"""Rounds: asking people, reminding them, and handing over what nobody answers."""
