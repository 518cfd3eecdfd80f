"""Answering a prompt: reading what is said, and the conversation that follows."""
