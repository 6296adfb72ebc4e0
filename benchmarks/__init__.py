"""Every figure the project claims, one command each. They print tables; nothing in the tests depends on a clock."""
