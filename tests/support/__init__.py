"""Real servers for tests, and people who use them."""
