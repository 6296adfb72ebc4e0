"""Tests of the engines: no database, seconds in all."""
