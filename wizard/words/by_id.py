"""What is said where a token can't list teams, and the workspace's id is typed with it."""

from __future__ import annotations

WHOSE_ID = "Type the id of the workspace that the token is for."
