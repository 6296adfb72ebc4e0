"""What makes the tests strict, one module for each kind of strictness."""
