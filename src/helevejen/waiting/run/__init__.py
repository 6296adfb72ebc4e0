"""Rows into arrays, through an engine, and back; one file per noun."""
