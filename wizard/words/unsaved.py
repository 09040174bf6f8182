"""What is said of a workspace that is used without a saved profile."""

from __future__ import annotations

NEEDS_TOKEN = (
    "--team and --workspace need the token in CLICKFUNNELS_API_TOKEN.",
    "Set it, or choose a saved profile with --profile.",
)
PROFILE_TOO = (
    "--team and --workspace don't go together with --profile.",
    "Leave one of them out: a profile has its own workspace.",
)
NAMED_TWICE = (
    "The workspace is named twice.",
    "Leave out --team and --workspace, or the name.",
)
