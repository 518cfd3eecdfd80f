"""The digest: drafted, frozen, posted, kept true and shown again."""
