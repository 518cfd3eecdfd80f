"""The digest: what it selects, what each audience gets of it, and how short it is kept."""
