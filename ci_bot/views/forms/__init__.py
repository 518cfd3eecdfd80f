"""The forms, and what is wrong in them."""
