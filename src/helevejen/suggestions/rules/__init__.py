"""Every rule of suggestions, one module per subject; import the module by name."""
