"""What people type: a command as data, its parser, and one file per audience."""
