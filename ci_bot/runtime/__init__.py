"""The moving parts: inbox, outbox, ticker, loader, logs and health."""
