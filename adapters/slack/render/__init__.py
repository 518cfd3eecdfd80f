"""Neutral messages and forms as what Slack shows."""
