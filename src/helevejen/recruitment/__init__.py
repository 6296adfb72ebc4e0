"""
Job orders: what companies need done, who owns each order, and what was promised; courses; and demand against profiles.

An order never knows a citizen; only demand counts them, and the call list names those whom its reader follows.
"""
