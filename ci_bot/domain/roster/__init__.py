"""Changes of the roster: their grammar, what follows from them, and taking them back."""
