"""Bringing asks and offers, and those behind them, together."""
