"""
One inbox: what citizens, companies and others ask of us, who has it, what we promised, and what we answered.

It owns the inquiry from the minute it comes until it is solved, the duty roster, the canned answers, and the published
deadlines for decisions. It never owns a citizen's dialogue in an open case: that is a track of `cases`, and the inquiry
about it only keeps its clocks (docs/adr/0008-a-dialogue-is-an-inquiry.md).
"""
