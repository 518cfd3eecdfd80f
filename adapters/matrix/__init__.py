"""Matrix: rooms, threads, reactions and end-to-end encryption."""
