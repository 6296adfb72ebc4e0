"""Words to ESCO (`linking`), and citizens and openings, both ways: a package whose modules are imported by name."""
