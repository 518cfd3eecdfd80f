"""HTTP mode: what Slack sends comes as signed requests to the core's listener."""
