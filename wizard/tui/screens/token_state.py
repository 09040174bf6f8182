"""What the token step knows, and how it says so."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content
from textual.dom import DOMNode

from wizard.account.account import Account
from wizard.api.errors import ApiError, NotAllowed, TokenRejected
from wizard.onboarding.answers import Answers
from wizard.onboarding.session import TokenSuggestion
from wizard.support.errors import UserError
from wizard.support.pasted_token import FoundToken, NotAToken
from wizard.tui.keymap import key_choice, key_name
from wizard.tui.widgets.marks import MARKS
from wizard.tui.widgets.notice import Message, Severity

CHECK_STOPPED = "Stopped. The token is still in the field."
SIGN_IN_CANCELLED = "Signing in was cancelled."
ID_WANTED = "If the token is for one workspace only, type that workspace's id and press Enter."
NOTHING = NotAToken("")
"""An empty field."""


class TokenState(NamedTuple):
    """What the field contains, and how far the check has come."""

    reading: FoundToken | NotAToken = NOTHING
    is_checking: bool = False
    stopped: str = ""
    """What was stopped, if that is the latest news, as a sentence."""
    error: ApiError | UserError | None = None
    sign_in_error: ApiError | None = None
    """Why signing in with the browser gave no token."""
    limited: Account | None = None
    """The account of a token that can't list teams: it takes a workspace's id as well."""

    @property
    def checked_now(self) -> TokenState:
        """The state while ClickFunnels is asked about what is in the fields."""
        return TokenState(self.reading, is_checking=True, limited=self.limited)

    def complete(self, answers: Answers, account: Account) -> Answers:
        """Give the answers with the token's account, and with what was found along with the token."""
        found = self.reading if isinstance(self.reading, FoundToken) else FoundToken(account.token)
        return answers.with_account(account)._replace(place=found.place, token_command=found.command)

    @property
    def is_about_token(self) -> bool:
        """Whether the token is at fault, not the connection."""
        return self.limited is None and isinstance(self.error, UserError | TokenRejected | NotAllowed)

    @property
    def is_about_id(self) -> bool:
        """Whether the workspace's id is at fault, or still missing."""
        return self.limited is not None and self.error is not None

    @property
    def explains(self) -> bool:
        """Whether the field's text needs an explanation, whatever else there is to say."""
        is_wrong = isinstance(self.reading, NotAToken) and bool(self.reading.reason)
        return is_wrong or (self.error is None and self.sign_in_error is not None)


def caption(reading: FoundToken | NotAToken) -> Content:
    """Say what the field contains, right below it."""
    if isinstance(reading, NotAToken):
        return Content.styled(f"! {reading.reason}", "$text-warning") if reading.reason else Content(" ")
    found = Content.styled(f"{MARKS.done} {reading.summary}", "$text-success")
    return Content.assemble(found, ("  " + reading.doubt, "$text-warning")) if reading.doubt else found


def message(screen: DOMNode, state: TokenState) -> Message | None:
    """Say what is going on, or what went wrong."""
    if state.is_checking:
        return (
            Severity.BUSY,
            "Asking ClickFunnels about this token.",
            f"{key_name(screen, 'go_back')} cancels.",
        )
    if error := state.error or state.sign_in_error:
        return Severity.ERROR, error.what, error.hint
    if state.stopped:
        return Severity.INFO, state.stopped, ""
    return None


def signed_in_message(answers: Answers) -> str:
    """Say which workspace was chosen in the browser, if the token is for one only."""
    if answers.is_by_id and answers.workspace:
        return f"Signed in. The token is for {answers.workspace.name} only, so there is nothing to choose."
    return "Signed in."


def how_to_paste(screen: DOMNode, suggestion: TokenSuggestion | None) -> str:
    """Say what to do while there is no token in the field."""
    use = f", or press {key_choice(screen, 'take_offer')} to use {suggestion.source}" if suggestion else ""
    return f"Paste your token{use}."
