"""
One factory per model, with traits instead of subclasses. They make rows that the database accepts and nothing more.

A person in the whole story (a case with its jobformidler, its relation and its first track) comes from `whole.py`.
"""
