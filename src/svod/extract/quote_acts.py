"""What a speaker does with the words: by cue, then by content."""

from __future__ import annotations

from svod.extract.quote_units import Draft, Scene


def find_act(scene: Scene, draft: Draft) -> str:
    """The speech act of a draft."""
    return draft.cue.act if draft.cue else "assert"
