"""Text that shows all of its characters: what would reorder, hide or break it is shown by number.

In: any value. Out: text with such characters as «[U+202E]»; markup of our own and what is no text stay.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

# characters that would reorder or hide text on a screen: shown by their number instead
HIDDEN = {
    code: f"[U+{code:04X}]"
    for code in [*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F,
                 *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
}  # fmt: skip


def visible(value: Any) -> Any:
    """Text with control characters shown by number; anything else unchanged."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return value.translate(HIDDEN)
    return value
