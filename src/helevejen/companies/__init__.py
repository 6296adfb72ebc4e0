"""Companies and their workplaces. It never knows a citizen."""
