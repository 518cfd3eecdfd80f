"""What is said about a check-in's own questions."""
