"""
The import of what a municipality can get out of its present systems, as CSV or Excel.

`readers` turn bytes into rows and cells, `columns` is the data dictionary, `records` turn rows into values, `kinds` say
what is wrong with them and what is new, `loading` lays everything in one transaction or nothing. Every fault is
gathered with file, row, column, what is wrong and what to do.
"""
