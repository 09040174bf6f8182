"""What is said where a token can't list teams, and the workspace's id is typed with it."""

from __future__ import annotations

WORKSPACE_ID = "Workspace id"
TYPE_IT = "If the token is for one workspace only, type that workspace's id and press Enter."
WHOSE_ID = "Type the id of the workspace that the token is for."
EXPLANATION = (
    "A token for one workspace can't list teams and workspaces. Type that workspace's id, or its public id, "
    "in the second field, and press Enter."
)
FIELD_IS_EMPTY = "Nothing was sent: there is no workspace id in the field."
