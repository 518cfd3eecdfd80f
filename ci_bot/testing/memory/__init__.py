"""The store port kept in memory, one file per part of it."""
