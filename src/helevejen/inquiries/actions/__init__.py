"""Every write of the inbox. Callers import this package: `from helevejen.inquiries import actions`."""
