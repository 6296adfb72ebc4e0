"""PostgreSQL as the house uses it: Django's backend, with a faster reader of moments."""
