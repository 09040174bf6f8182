"""The field for a workspace's id, shown when the token can't list workspaces."""

from __future__ import annotations

from textual import events

from wizard.api.models import could_be_id
from wizard.support.pasted_token import token_in_answer
from wizard.tui.widgets.answer_input import AnswerInput
from wizard.tui.widgets.token_input import TokenInput

_LABEL = "Workspace id"
_LONGEST_SHOWN = 16
"""Characters. Longer text is masked unless it could be an id: it may be a token in the wrong field."""


class WorkspaceIdInput(AnswerInput):
    """Takes an id or a public id. A token pasted here is posted as `TokenInput.Pasted` instead."""

    def __init__(self) -> None:
        super().__init__(placeholder=_LABEL, id="workspace-id", select_on_focus=False)
        self.border_title = _LABEL

    def suggest(self, workspace_id: str) -> None:
        """Fill in an id, unless there is one."""
        if not self.value:
            self.fill(workspace_id)

    def watch_value(self, value: str) -> None:
        """Mask what may be a token before it's drawn."""
        self.password = len(value) > _LONGEST_SHOWN and not could_be_id(value.strip())

    def on_paste(self, event: events.Paste) -> None:
        """Pass a token on to its own field."""
        if token_in_answer(event.text):
            event.prevent_default()
            event.stop()
            self.post_message(TokenInput.Pasted(event.text))
