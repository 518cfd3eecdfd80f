"""What the core sends: posted at Slack's pace, changed in its place, and found again."""
