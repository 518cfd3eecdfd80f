"""The forms that can be opened in a chat."""
