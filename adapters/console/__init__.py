"""The console adapter: rooms in memory, with people who are played."""
