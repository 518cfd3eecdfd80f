"""What belongs together: asks and offers, and activities that reinforce each other."""
