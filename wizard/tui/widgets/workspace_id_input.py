"""The field for the id of a workspace that can't be listed."""

from __future__ import annotations

from textual import events

from wizard.api.models import could_be_id
from wizard.tui.widgets.answer_input import AnswerInput
from wizard.tui.widgets.token_input import TokenInput

_WORKSPACE_ID = "Workspace id"

_LONGEST_SHOWN = 16


class WorkspaceIdInput(AnswerInput):
    """Takes an id or a public id, and hides what is too long for one: it may be a token.

    A pasted token is posted as a paste into the field for tokens.
    """

    def __init__(self, value: str) -> None:
        super().__init__(placeholder=_WORKSPACE_ID, id="workspace-id", select_on_focus=False)
        self.border_title = _WORKSPACE_ID
        self._known = value

    def on_mount(self) -> None:
        """Show the id that is known, which nobody has typed."""
        with self.prevent(self.Changed):
            self.value = self._known
        self.cursor_position = len(self._known)

    def validate_value(self, value: str) -> str:
        """Hide what may be a token before it is drawn."""
        self.password = len(value) > _LONGEST_SHOWN and not could_be_id(value.strip())
        return value

    def _on_paste(self, event: events.Paste) -> None:
        from wizard.support.pasted_token import token_in_answer  # noqa: PLC0415 - few tokens can't list teams

        if token_in_answer(event.text):
            event.prevent_default()
            event.stop()
            self.post_message(TokenInput.Pasted(event.text))
