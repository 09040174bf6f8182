"""The field for the id of a workspace that can't be listed."""

from __future__ import annotations

from wizard.words import by_id as words

from .answer_input import AnswerInput


class WorkspaceIdInput(AnswerInput):
    """Takes an id or a public id."""

    def __init__(self, value: str) -> None:
        super().__init__(value, placeholder=words.WORKSPACE_ID, id="workspace-id", select_on_focus=False)
