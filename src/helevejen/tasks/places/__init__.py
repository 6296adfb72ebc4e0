"""The middles of postcodes from a file, and the starter of our own."""
