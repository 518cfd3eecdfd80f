"""What Slack hands in, as neutral events: pure translation of untrusted payloads."""
