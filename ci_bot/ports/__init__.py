"""The Protocols between the core and the world, and the values that cross them."""
