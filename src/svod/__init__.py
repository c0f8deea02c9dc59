"""Svod makes one cited chronicle of news reports that contradict one another. Importing this loads no model."""

__version__ = "0.1.0"
