"""What has happened to others, one file each: the breach, told in a line, and the test that would have caught it."""
