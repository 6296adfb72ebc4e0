"""Hele Vejen: one jobformidler follows the citizen all the way to a lasting job."""
