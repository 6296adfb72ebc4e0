"""Outside systems, a client of each. No models, no rules: what an answer means is decided above."""
