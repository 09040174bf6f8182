"""What zsh says is wanted where it completes. It stands in shell code: no quotes and no colons."""

from __future__ import annotations

COMMAND = "command"
VALUE = "value"
PROFILE = "profile"
