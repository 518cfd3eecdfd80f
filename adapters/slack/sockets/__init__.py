"""Socket Mode: what Slack sends comes over connections that the bot opens."""
