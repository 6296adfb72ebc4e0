"""What anyone may read, and the way in."""
