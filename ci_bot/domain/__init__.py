"""The pure domain: coalitions, check-ins, updates and digests, as values and rules."""
