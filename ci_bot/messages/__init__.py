"""What we say before any platform shows it: neutral blocks and their renderings."""
