"""Whole journeys in a real browser, by roles, labels and words, as a person finds the way."""
