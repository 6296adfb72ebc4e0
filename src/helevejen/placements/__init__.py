"""Agreements about a place at work: what was agreed, how the hours went, what both said, and what became of it."""
