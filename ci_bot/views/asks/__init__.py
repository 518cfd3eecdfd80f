"""What is said about asks and offers, and between those who help each other."""
