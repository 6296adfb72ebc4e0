"""The rules of a case, one module a noun: plain Python over plain values. Their dated clauses are in `clauses/`."""
