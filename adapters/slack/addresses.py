"""Where the bot answers over HTTP, below its public address; the manifest tells Slack."""

EVENTS = "/slack/events"
"""Events, interactivity and slash commands."""
INSTALL = "/slack/install"
"""Where an invited administrator begins."""
REDIRECT = "/slack/oauth_redirect"
"""Where Slack sends them back to."""
