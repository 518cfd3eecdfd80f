"""What is said about the roster and its changes."""
