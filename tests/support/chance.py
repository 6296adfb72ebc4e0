"""Hypothesis without a stopwatch: this machine is shared, and a slow example is no fault of the code."""

import os

from hypothesis import settings

# Under CI the same examples every time; at the keyboard new ones, so that they go on finding things.
settings.register_profile("house", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("house")
