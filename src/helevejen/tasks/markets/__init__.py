"""Markets in files: what such a file may hold, reading it strictly, and telling what the matching engine found."""
