"""One citizen proposed for one job order, from the question to hired or not, and what the company was shown of it."""
