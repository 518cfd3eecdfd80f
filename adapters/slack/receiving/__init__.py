"""From a payload to the core: kept, then acknowledged; what was missed is read."""
