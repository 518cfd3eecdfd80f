"""Slack: one app in one or more workspaces.

`sockets` or `http` let payloads in, `inbound` says what they mean, and `receiving` hands that to
the core before it acknowledges. `render` makes Slack's blocks of messages, `sending` posts them.
`installing` lets further workspaces in.
"""
