"""View objects: what the citizen's pages show, with no field more. Rows of the database never reach a template."""
