"""How long a response says to wait before another attempt."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime


def requested_pause(retry_after: str | None, now: float | None = None) -> float | None:
    """Give the seconds that a ``Retry-After`` header asks for; None if it's missing or invalid.

    It has a number of seconds or a date (RFC 9110 section 10.2.3). `now` is in seconds since the epoch.
    """
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - (time.time() if now is None else now))
    except (ValueError, OverflowError):
        return None
