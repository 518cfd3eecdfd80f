"""Workspaces that install the app by a page: who is invited, and what is kept of it."""
