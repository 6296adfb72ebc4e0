"""Everything started by a clock or a hand: the night work, the queue worker and the commands."""
