"""The whole program in order."""

from __future__ import annotations

from svod.analyse import analyse

__all__ = ["analyse"]
