"""What a person has and decides for themselves."""
