"""What a citizen can, wants, needs and will not: the facts a job is found by. Never a diagnosis, a score or a guess."""
