"""Changing and taking back what was said."""
