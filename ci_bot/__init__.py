"""The core of ci-bot: knows coalitions, not platforms."""
