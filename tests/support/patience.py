"""
How long a test waits for what must come, before it says that it did not.

Long, since the machine is shared and a slow answer is no fault; a test that passes never waits so long.
"""

SECONDS = 120
