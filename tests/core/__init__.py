"""Tests of the core: most without a database, those that say something about it on both."""
