"""
Event logs as they lie in files: anybody's CSV or XES into the arrays of the flow engine, and out again.

It asks no database. What it cannot read it refuses with the line and the remedy; what it leaves out it says.
"""
