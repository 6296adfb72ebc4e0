"""How work flows, against a slow and obvious twin."""
