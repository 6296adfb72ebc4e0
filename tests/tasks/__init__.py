"""Tests of what is started by a clock or a hand."""
