"""What developers and CI run beside the application; not part of what is installed."""
