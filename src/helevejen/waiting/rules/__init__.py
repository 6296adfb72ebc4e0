"""The rules of how work flows and waits, one module a noun: plain Python over plain values."""
