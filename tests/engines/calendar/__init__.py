"""Working days and legal clocks, against a slow and obvious twin."""
