"""
Lists of work that may suit somebody, and of whom an order may suit: with what they were made of, and why.

The app starts the matching engine, keeps every list that was shown with its inputs, and computes it again. It decides
nothing, asks nobody and writes to nobody. docs/rules/suggestions.md.
"""
