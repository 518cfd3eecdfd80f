"""How the store says that it could not."""


class StoreError(Exception):
    """The store could not do it: what happened, and what to do."""


class StoreBusyError(StoreError):
    """The database was locked for too long; try again."""


class ConflictError(StoreError):
    """Somebody else changed the same thing meanwhile; do the whole use case again."""
