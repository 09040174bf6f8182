"""Step 1: the access token, checked with ClickFunnels before the wizard goes on."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input, Static

from wizard.account.account import Account
from wizard.api.errors import ApiError, NotAllowed
from wizard.config.paths import TOKEN_VARIABLE
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.resolve import WORKSPACE_ID_HINT, workspace_by_id
from wizard.onboarding.session import Session
from wizard.onboarding.step_texts import SHARING, TEAMS_PAGE
from wizard.support.errors import UserError
from wizard.support.pasted_token import FoundToken, NotAToken, command_for, find_token, token_in_answer
from wizard.support.secret import Token
from wizard.tui.keymap import bind, key_name
from wizard.tui.screens.step import StepScreen
from wizard.tui.screens.token_command import TokenCommandScreen
from wizard.tui.screens.token_state import (
    CHECK_STOPPED,
    ID_WANTED,
    SIGN_IN_CANCELLED,
    TokenState,
    caption,
    how_to_paste,
    message,
    signed_in_message,
)
from wizard.tui.screens.which_token import WhichToken
from wizard.tui.widgets.key_bar import KeyBar
from wizard.tui.widgets.token_input import TokenInput
from wizard.tui.widgets.token_offers import TokenOffers
from wizard.tui.widgets.workspace_id_input import WorkspaceIdInput


class TokenScreen(StepScreen):
    """Paste your API token."""

    HELP = (
        "Programs use the access token to read your data. To get one: Team Settings > Developer Portal > "
        "Add new platform application. It is only sent to ClickFunnels, and only saved in the last step. "
        f"{SHARING}\n\n"
        "A token for one workspace can't list teams; you type its id."
    )
    IS_BRIEF = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("go_back", "cancel", "Cancel", "Stop the check, or go back"),
        bind("take_offer", "take_offer", "Use token", "Use the token offered below the field"),
        bind("sign_in", "sign_in", "Sign in", "Sign in with your browser instead"),
        bind("open_dashboard", "open_dashboard", "Dashboard", "Open your teams in the dashboard"),
        bind("reveal", "reveal", "Show", "Show or hide the token"),
    ]

    state: reactive[TokenState] = reactive(TokenState(), repaint=False)

    def __init__(self, answers: Answers, session: Session) -> None:
        super().__init__(answers, Step.TOKEN, session)
        self._field = TokenInput()
        self._caption = Static(id="caption", markup=False)
        self._is_one_line = False
        """Whether the caption has one line."""
        self._id_field = WorkspaceIdInput()
        self._offers = TokenOffers(session)

    def introduction(self) -> Content:
        """What can be pasted."""
        return Content("The token alone, or anything that contains it: a curl command, .env, JSON.")

    @property
    def expected_workspace(self) -> str | None:
        """The id of the workspace that the token has to be for, if that is known."""
        return self._session.presets.workspace

    @property
    def has_something_to_lose(self) -> bool:
        """Whether there is anything in the field."""
        return bool(self._field.value)

    def compose(self) -> ComposeResult:
        """The fields, and in the line right below them what was found in them, or what went wrong."""
        yield self.heading()
        yield self._field
        yield self._caption
        yield self.notice
        yield self._offers
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill in what is known already, and check a token that came with the command."""
        account, preset = self.answers.account, self._session.presets.token
        known = account.token if account else preset
        if known:
            place = self.answers.place if account else self._session.presets.place
            self._fill(known.reveal(), FoundToken(known, "", place, self.answers.token_command))
        workspace = self.answers.workspace if self.answers.is_by_id else None
        self._id_field.fill(str(workspace.id) if workspace else self.expected_workspace or "")
        if self.answers.is_by_id:
            self.state = self.state._replace(limited=account)
        if preset and not account:
            self.action_go_on()

    def watch_state(self, before: TokenState, state: TokenState) -> None:
        """Show the state."""
        self._show_caption(caption(state.reading))
        asks_for_id = state.limited is not None
        if asks_for_id and not self._id_field.is_attached:
            self.mount(self._id_field, after=self._caption)
        if asks_for_id and not self._id_field.display:
            self._id_field.focus()
        self._id_field.display = asks_for_id
        self._field.set_class(state.is_about_token, "-failed")
        self._id_field.set_class(state.is_about_id, "-failed")
        said = message(self, state)
        self._caption.display = said is None or asks_for_id or state.explains
        self.notice.show(said)
        if before.is_checking != state.is_checking:
            self.refresh_bindings()

    def _show_caption(self, text: Content) -> None:
        """Show what the field contains. One line in place of another takes no new layout."""
        was_one_line, self._is_one_line = self._is_one_line, text.cell_length <= self._caption.size.width
        self._caption.update(text, layout=not (was_one_line and self._is_one_line))

    @property
    def _token(self) -> Token | None:
        """The token in the field. If it's the suggested one, messages can name the variable it came from."""
        reading, suggestion = self.state.reading, self._session.suggestion
        if not isinstance(reading, FoundToken):
            return None
        return suggestion.token if suggestion and suggestion.token == reading.token else reading.token

    @on(TokenInput.Pasted)
    def take_paste(self, event: TokenInput.Pasted) -> None:
        """Put the token found in the paste into the field, or else the paste, to be seen and corrected."""
        reading = find_token(event.text)
        if isinstance(reading, FoundToken):
            self._take(reading)
        elif command := command_for(event.text):
            self.app.push_screen(TokenCommandScreen(command), self._take)
        elif reading.choices:
            self._fill("", reading)
            self.app.push_screen(WhichToken(reading.choices), self._take)
        else:
            self._fill(" ".join(event.text.split()), reading)

    def _take(self, found: FoundToken | None) -> None:
        """Put a token into its field, and the workspace's id found along with it into the other one."""
        if found:
            self._fill(found.token.reveal(), found)
            self._field.focus()
            self._id_field.suggest(found.place.workspace_id)
            # Whoever had to look for a token is minutes late: the first connection may be closed by now.
            self.run_worker(self._session.connect.warm_up(), group="warm-up", exclusive=True)

    @on(Input.Changed, "TokenInput")
    def take_typing(self, event: Input.Changed) -> None:
        """Say at once what the field contains."""
        self._start_again(find_token(event.value))

    @on(Input.Changed, "#workspace-id")
    def take_typed_id(self) -> None:
        """Drop what was said about another id."""
        self._stop_check()
        self.state = TokenState(self.state.reading, limited=self.state.limited)

    def _fill(self, text: str, reading: FoundToken | NotAToken) -> None:
        self._field.fill(text)
        self._start_again(reading)

    def _start_again(self, reading: FoundToken | NotAToken) -> None:
        """Forget everything about the text that was in the field before."""
        self._stop_check()
        self.state = TokenState(reading)

    def action_take_offer(self) -> None:
        """Put the suggested token into the field."""
        if suggestion := self._session.suggestion:
            self._fill(suggestion.token.reveal(), FoundToken(suggestion.token, suggestion.source))

    def action_reveal(self) -> None:
        """Show or mask the token."""
        self._field.password = not self._field.password

    def action_open_dashboard(self) -> None:
        """Open the list of teams in the browser."""
        self.app.open_url(TEAMS_PAGE)
        self.notify("Opened in your browser. If nothing happens, open the address yourself.", markup=False)

    @work(group="sign-in", exclusive=True)
    async def action_sign_in(self) -> None:
        """Sign in with the browser instead."""
        from wizard.tui.screens.sign_in import SignInScreen  # noqa: PLC0415 - when it's shown

        self._stop_check()
        result = await self.app.push_screen_wait(SignInScreen(self._session, self.answers))
        before = TokenState(self.state.reading, limited=self.state.limited)
        if isinstance(result, ApiError):
            self.state = before._replace(sign_in_error=result)
        elif result is None:
            self.state = before._replace(stopped=SIGN_IN_CANCELLED)
        else:
            self.notify(signed_in_message(result), markup=False)
            self.finish(result)

    def action_cancel(self) -> None:
        """Stop the check, or return to the list this was opened from."""
        if self.state.is_checking:
            self._stop_check()
            self.state = self.state._replace(is_checking=False, stopped=CHECK_STOPPED)
        else:
            self.action_go_back()

    def why_not(self, action: str) -> str:
        """Esc works during a check, or if there is a list to go back to."""
        match action:
            case "cancel" if not self.state.is_checking and not self._session.opens_home:
                return f"This is the first step. {key_name(self, 'leave')} leaves."
            case "sign_in" if not self._offers.has_sign_in:
                return "This server doesn't offer signing in, or hasn't answered yet."
            case "take_offer" if not self._session.suggestion:
                return f"{TOKEN_VARIABLE} isn't set, so there is no token to use."
            case _:
                return super().why_not(action)

    def action_go_on(self) -> None:
        """Check the token, with the workspace's id if it needs one."""
        typed_id = self._id_field.value.strip()
        if self.state.is_checking:
            return
        if not self._token:
            what = "That isn't a token" if self._field.value.strip() else "The field is empty"
            self._refuse(f"{what}, so nothing was sent.", how_to_paste(self, self._session.suggestion))
            self._field.focus()
        elif not self.state.limited:
            self.state = self.state.checked_now
            self._check_token()
        elif token_in_answer(typed_id):
            self._id_field.fill("")
            self.take_paste(TokenInput.Pasted(typed_id))
        elif not typed_id:
            self._refuse("There is no workspace id in the field, so nothing was sent.", ID_WANTED)
        else:
            self.state = self.state.checked_now
            self._check_id(self.state.limited)

    def _refuse(self, what: str, hint: str) -> None:
        self.state = self.state._replace(stopped="", error=UserError(what, hint))

    def _stop_check(self) -> None:
        self.workers.cancel_group(self, "check")

    @work(group="check", exclusive=True)
    async def _check_token(self) -> None:
        account = self._account()
        account.teams.load()
        try:
            view = await account.teams.settled()
        except asyncio.CancelledError:
            account.teams.stop()
            raise
        if view.count or not view.error:
            self.finish(self.state.complete(self.answers, account))
        elif not isinstance(view.error, NotAllowed):
            self.state = TokenState(self.state.reading, error=view.error)
        elif self.expected_workspace:
            await self._find_workspace(account, self.expected_workspace)
        else:
            error = NotAllowed(view.error.api_message, view.error.variable, ID_WANTED)
            self.state = TokenState(self.state.reading, error=error, limited=account)

    @work(group="check", exclusive=True)
    async def _check_id(self, account: Account) -> None:
        await self._find_workspace(account, self._id_field.value.strip())

    async def _find_workspace(self, account: Account, typed: str) -> None:
        try:
            team, workspace = await workspace_by_id(account, typed, WORKSPACE_ID_HINT)
        except ApiError as error:
            self.state = TokenState(self.state.reading, error=error, limited=account)
        else:
            self.finish(self.state.complete(self.answers, account).with_workspace_by_id(team, workspace))

    def _account(self) -> Account:
        """The account of the token in the field: the earlier one if the token is the same."""
        token, known = self._token, self.answers.account
        assert token
        if known and known.token != token:
            known.stop()
        return known if known and known.token == token else self._session.connect(token, self._session.hosts)
