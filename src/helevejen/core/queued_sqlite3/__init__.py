"""SQLite as the house uses it: Django's backend, with a queue for those who want to write."""
