"""Who follows whom: assignments, hand-over and absence. It never writes in a case but through its steps."""
