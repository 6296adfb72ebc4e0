"""The page of the company."""
