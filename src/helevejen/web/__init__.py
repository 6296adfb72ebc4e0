"""Everything with an address, one surface per kind of person."""
