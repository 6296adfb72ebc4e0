"""Every read of proposals. Callers import this package."""
