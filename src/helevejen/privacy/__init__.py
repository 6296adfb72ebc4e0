"""The citizen's right to a copy of everything. It sees every app below and writes in none."""
