"""Every read of suggestions, one module per subject; `views` says what each reader is told of a row."""
