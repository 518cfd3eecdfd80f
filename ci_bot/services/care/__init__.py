"""What keeps a coalition's bot well: the tick, and what is told when something fails."""
