"""When things happen: recurrences, dates and the good hours of a person."""
