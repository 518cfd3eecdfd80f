"""The command line: the only place that exits or prints."""
