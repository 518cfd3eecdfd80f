"""Updates outside a prompt, and the questions they leave."""
