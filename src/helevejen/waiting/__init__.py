"""How work flows and waits, in sums: it owns what was counted of each day, and writes nothing in a case."""
