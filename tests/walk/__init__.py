"""The walk: every address, every role, every method, against somebody else's objects."""
