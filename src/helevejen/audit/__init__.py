"""Who did what and who looked at what: append-only, without foreign keys. It never decides who may."""
