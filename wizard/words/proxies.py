"""What is said about the network's proxy: which one is used and why, and what's wrong with it."""

from __future__ import annotations

SYSTEM = "the system's network settings"
"""Where a proxy was found, if no variable names one."""
