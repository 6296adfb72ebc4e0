"""The matching engine, started for one citizen or one order at a time."""
