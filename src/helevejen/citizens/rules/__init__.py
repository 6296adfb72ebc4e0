"""The rules about persons, one file per subject: plain functions with their source beside them."""
