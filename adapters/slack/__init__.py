"""Slack: one app in one or more workspaces."""
