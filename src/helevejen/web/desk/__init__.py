"""Staff who work cases."""
