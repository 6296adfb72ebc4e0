"""The forms of the desk, one file per noun."""
