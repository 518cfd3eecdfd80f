"""What a check-in says: the prompt, its card, the questions and the replies."""
