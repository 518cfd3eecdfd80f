"""Answering a prompt, in words or on its card."""
