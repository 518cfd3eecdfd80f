"""Two people in touch about an ask or offer, each in their own chat."""
