"""What is said where a token can't list teams, and the workspace's id is typed with it."""

from __future__ import annotations

WORKSPACE_ID = "Workspace id"
TYPE_IT = "If the token is for one workspace only, type that workspace's id and press Enter."
FIELD_IS_EMPTY = "Nothing was sent: there is no workspace id in the field."
