"""Who and what is in a coalition: described, changed, linked and exported."""
