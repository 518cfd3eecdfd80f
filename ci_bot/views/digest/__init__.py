"""What a digest says, in each of its forms."""
