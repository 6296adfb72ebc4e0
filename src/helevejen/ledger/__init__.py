"""
Accounts in øre or in places, and append-only double entry between them. Owns every balance of the house.

It knows no purpose, only references: whoever stands above it gives an account, an amount and a reference, and what was
bought or taken is theirs to know.
"""
