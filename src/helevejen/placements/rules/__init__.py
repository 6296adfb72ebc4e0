"""Plain functions that decide: how long, how many hours, what comes next. No database, no clock."""
