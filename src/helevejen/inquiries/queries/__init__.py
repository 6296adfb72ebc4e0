"""Every read of the inbox. Callers import this package: `from helevejen.inquiries import queries`."""
