"""The stories of the cast, told by hand on top of what the chains tell of everybody else."""

from __future__ import annotations

from helevejen.tasks.demo.stories import Story


def play(story: Story) -> None:
    """Tell a story: by its scene when it has one."""
    story.tell()
