"""What may happen to a proposal, what a card holds, and how long everybody has."""
