"""Job orders: what companies need done, who owns each order, and what was promised. It never knows a citizen."""
