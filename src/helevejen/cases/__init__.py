"""Cases, tracks, turns, notes by cap, meetings, plans, decisions and jobs. It never decides who follows whom."""
