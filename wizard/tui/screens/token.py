"""Step 1: the access token, checked against the API before going on."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input, Static

from wizard.onboarding import step_texts
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.session import Session
from wizard.tui.screens.step import StepScreen
from wizard.tui.widgets.key_bar import KeyBar
from wizard.tui.widgets.marks import MARKS
from wizard.tui.widgets.token_input import TokenInput
from wizard.tui.widgets.workspace_id_input import WorkspaceIdInput
from wizard.words import key_names as key_names_words

if TYPE_CHECKING:
    from wizard.account.account import Account
    from wizard.api.errors import ApiError
    from wizard.support.pasted_token import FoundToken, NotAToken
    from wizard.support.secret import Token

_TYPE_IT = "If the token is for one workspace only, type that workspace's id and press Enter."
_WAY_TO_TOKEN = (
    ("Open ", step_texts.TEAMS_PAGE, ""),
    ("Your team › ", "Team Settings › Developer Portal", ""),
    ("", "Add new platform application", ", fill it in, press Create"),
    ("Copy its ", "API access token", " and paste it here"),
)
"""What to do, one after another: the part that stands out, between what is before it and what is after it."""

_WAY = Content("\n").join(
    Content.assemble(
        (f"{number}  ", "$text-muted"),
        before,
        (part, "$text-accent" if part == step_texts.TEAMS_PAGE else "bold"),
        after,
    )
    for number, (before, part, after) in enumerate(_WAY_TO_TOKEN, 1)
)


class Check(NamedTuple):
    """How the check of the token stands."""

    is_running: bool = False
    error: ApiError | None = None
    refused: Account | None = None
    """What a token opens that can't list teams: the workspace's id is wanted with it."""


class TokenScreen(StepScreen):
    """Paste your API token."""

    HELP = (
        "Programs use the access token to read your data. Paste it alone or inside anything that contains "
        "it, such as a curl command or some JSON. It is only sent to ClickFunnels, and only saved in the "
        "last step.\n\n"
        "A token for one workspace can't list teams: type that workspace's id in the second field."
    )

    STEP = Step.TOKEN
    IS_BRIEF = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", id="go_back"),
        Binding("ctrl+r", "reveal", "Show", id="reveal"),
        Binding("ctrl+t,f4", "take_offer", "Use offer", id="take_offer"),
        Binding("ctrl+o", "open_dashboard", "Dashboard", id="open_dashboard"),
    ]

    check: reactive[Check] = reactive(Check())

    def __init__(self, answers: Answers, session: Session) -> None:
        super().__init__(answers)
        self._session = session
        self._attempt = 0
        self._token: Token | None = None
        """What the field holds, as far as it is a token."""
        self._source = ""
        self._caption = Static(id="caption", markup=False)
        """What was found in the field."""

    def title_text(self) -> Content:
        """The question."""
        return Content("Paste your API token")

    def introduction(self) -> Content:
        """Where to get one."""
        return _WAY

    def compose(self) -> ComposeResult:
        """The field, and below it what was found in it, what is offered, and a warning.

        There is no box around them, and no place for remarks before the first one: each would take time.
        """
        yield self.heading()
        yield TokenInput()
        yield self._caption
        yield Static(self._below(), id="below", markup=False)
        yield KeyBar()

    def _below(self) -> Content:
        offer = [_offer_text(self._session)] if self._session.suggestion else []
        return Content("\n").join([*offer, Content(""), Content.styled(step_texts.SHARING, "$text-muted")])

    def on_mount(self) -> None:
        """Put the token of before into the field, or the one that was given and is to be checked."""
        known = self.answers.account.token if self.answers.account else self._session.presets.token
        if known:
            self._fill(known.reveal())
        self._read(self._field.value)
        if self.answers.is_by_id:
            self.check = Check(refused=self.answers.account)
        if self._session.presets.token and not self.answers.account:
            self.action_go_on()

    @property
    def has_something_to_lose(self) -> bool:
        """Something was typed, or chosen before."""
        return bool(self._field.value)

    @property
    def _field(self) -> TokenInput:
        return self.query_one(TokenInput)

    @on(TokenInput.Pasted)
    def take_paste(self, event: TokenInput.Pasted) -> None:
        """Put the token found in the paste into the field, or the paste itself to be seen and mended."""
        from wizard.support.pasted_token import FoundToken, find_token  # noqa: PLC0415 - the first frame waits for no more than it shows

        reading = find_token(event.text)
        if isinstance(reading, FoundToken):
            self._fill(reading.token.reveal())
            self._source = reading.source
            self._field.focus()
            self._warm_up()
        else:
            self._fill(" ".join(event.text.split()))
        self._show_reading(reading)

    @property
    def _id_field(self) -> WorkspaceIdInput | None:
        """The field for the workspace's id, while it is shown."""
        return next((field for field in self.query(WorkspaceIdInput) if field.display), None)

    @property
    def expected_workspace(self) -> str | None:
        """The id of the workspace that is wanted, where it is known beforehand."""
        return self._session.presets.workspace

    @on(Input.Changed, "#workspace-id")
    def take_id(self, event: Input.Changed) -> None:
        """A remark about the id of before is over."""
        event.stop()
        if self.check.error or self.check.is_running:
            self._stop_check()
            self.check = Check(refused=self.check.refused)

    @on(Input.Changed, "TokenInput")
    def take_typing(self, event: Input.Changed) -> None:
        """Say at once what the field holds; a remark about what was there before is over."""
        self._source = ""
        self._stop_check()
        self.check = Check()
        self._hush()
        self._read(event.value)

    def action_take_offer(self) -> None:
        """Put the offered token into the field."""
        if self._session.suggestion:
            self._fill(self._session.suggestion.token.reveal())
            self._source = self._session.suggestion.source
            self._read(self._field.value)

    def action_reveal(self) -> None:
        """Show or mask the field."""
        self._field.password = not self._field.password

    def action_open_dashboard(self) -> None:
        """Open the list of teams in the browser."""
        self.app.open_url(step_texts.TEAMS_PAGE)
        self.notify("Opened in your browser. If nothing came up, open the address by hand.", markup=False)

    def action_cancel(self) -> None:
        """Stop the check, or return to where this was opened from."""
        if not self.check.is_running:
            self.action_go_back()
            return
        self._stop_check()
        self.check = Check(refused=self.check.refused)
        self._remark("calm", "Stopped. The token is still in the field.")

    def action_go_on(self) -> None:
        """Check the token against the API, then go on."""
        if self.check.is_running:
            return
        if self._token is None:
            what = (
                "Nothing was sent: this is no token."
                if self._field.value.strip()
                else "Nothing was sent: the field is empty."
            )
            self._remark("error", what, _what_to_do(has_offer=self._session.suggestion is not None))
            self._field.focus()
            return
        self._attempt += 1
        if self.check.refused and self._id_field:
            self._take_typed_id(self.check.refused, self._id_field)
            return
        self.check = Check(is_running=True)
        self._verify(self._attempt)

    def _take_typed_id(self, account: Account, field: WorkspaceIdInput) -> None:
        from wizard.support.pasted_token import token_in_answer  # noqa: PLC0415 - few tokens can't list teams

        typed = field.value.strip()
        if token_in_answer(typed):
            field.value = ""
            self.take_paste(TokenInput.Pasted(typed))
        elif typed:
            self.check = Check(is_running=True, refused=account)
            self._look_up(self._attempt, account, typed)
        else:
            self._remark("error", "Nothing was sent: there is no workspace id in the field.", _TYPE_IT)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape cancels what runs; there may be a list that this was opened from, but no step before."""
        match action:
            case "cancel":
                return True if self.check.is_running or self._session.opens_home else None
            case "take_offer":
                return True if self._session.suggestion is not None else None
            case _:
                return super().check_action(action, parameters)

    def why_not(self, name: str) -> str:
        """Why a key does nothing here."""

        match name:
            case "go_back":
                return f"This is the first step. {key_names_words.key('leave')} leaves."
            case "take_offer":
                return "No token is on offer: CLICKFUNNELS_API_TOKEN is not set."
            case _:
                return super().why_not(name)

    def watch_check(self, check: Check) -> None:
        """Say how the check stands."""
        self.refresh_bindings()
        self._show_id_field(check)
        if check.error:
            self._remark("error", check.error.what, check.error.hint)
        elif check.is_running:
            from wizard.words.key_names import cancels  # noqa: PLC0415

            self._remark("busy", "Asking ClickFunnels about this token.", cancels())
        else:
            self._hush()

    def _show_id_field(self, check: Check) -> None:
        """Ask for the workspace's id where the token can't list teams, and only there."""
        fields = self.query(WorkspaceIdInput)
        for field in fields:
            field.display = check.refused is not None
        if check.refused is None or fields:
            return
        workspace = self.answers.workspace if self.answers.is_by_id else None
        known = str(workspace.id) if workspace else self.expected_workspace
        field = WorkspaceIdInput(known or "")
        self.mount(field, before="#below")
        field.focus()

    def _remark(self, mood: str, what: str, hint: str = "") -> None:
        from wizard.tui.widgets.notice import Mood  # noqa: PLC0415

        if not self.notice.is_attached:
            self.mount(self.notice, before=self.query_one(KeyBar))
            self.query_one("#below").styles.height = "1fr"  # so that it stands at the bottom
        self.notice.say(Mood(mood), what, hint)

    def _hush(self) -> None:
        self.notice.hush()

    @work(group="warm-up", exclusive=True)
    async def _warm_up(self) -> None:
        """Have a connection for the check: who had to look for a token is minutes late."""
        await self._session.connect.warm_up()

    @work(group="check", exclusive=True)
    async def _verify(self, attempt: int) -> None:
        from wizard.api.live_list import LoadState  # noqa: PLC0415

        account = self._account()
        account.teams.load()
        try:
            async for view in account.teams.changes():
                if attempt != self._attempt:
                    return
                if view.count or view.state is LoadState.COMPLETE:
                    self.finish(self.answers.with_account(account))
                    return
                if view.state is LoadState.FAILED:
                    await self._tell_of(view.error, account, attempt)
                    return
        except asyncio.CancelledError:
            account.teams.stop()
            raise

    async def _tell_of(self, error: ApiError | None, account: Account, attempt: int) -> None:
        """Say why teams can't be listed; where the token may be for one workspace only, find that."""
        from wizard.api.errors import NotAllowed  # noqa: PLC0415

        if not isinstance(error, NotAllowed):
            self.check = Check(error=error)
        elif self.expected_workspace:
            await self._find(attempt, account, self.expected_workspace)
        else:
            error = NotAllowed(error.api_message, error.variable, _TYPE_IT)
            self.check = Check(error=error, refused=account)

    @work(group="check", exclusive=True)
    async def _look_up(self, attempt: int, account: Account, typed: str) -> None:
        await self._find(attempt, account, typed)

    async def _find(self, attempt: int, account: Account, typed: str) -> None:
        from wizard.api.errors import ApiError  # noqa: PLC0415
        from wizard.onboarding.resolve import workspace_by_id  # noqa: PLC0415
        from wizard.words import by_id  # noqa: PLC0415

        try:
            team, workspace = await workspace_by_id(account, typed, by_id.WHOSE_ID)
        except ApiError as error:
            if attempt == self._attempt:
                self.check = Check(error=error, refused=account)
            return
        if attempt == self._attempt:
            self.finish(self.answers.with_account(account).with_workspace_by_id(team, workspace))

    def _account(self) -> Account:
        """The account of the token in the field; the one of before when it is the same."""
        assert self._token
        known = self.answers.account
        if known and known.token == self._token:
            return known
        if known:
            known.stop()
        return self.connect(self._token)

    def connect(self, token: Token) -> Account:
        """Give what the token reaches, without asking yet."""
        return self._session.connect(token)

    def _stop_check(self) -> None:
        self._attempt += 1
        self.workers.cancel_group(self, "check")

    def _fill(self, text: str) -> None:
        with self.prevent(Input.Changed):
            self._field.value = text
            self._field.cursor_position = len(text)
        self._stop_check()
        self.check = Check()

    def _read(self, text: str) -> None:
        if not text:
            self._token = None
            self._caption.update(" ")
            return
        from wizard.support.pasted_token import FoundToken, find_token  # noqa: PLC0415

        reading = find_token(text)
        self._show_reading(
            replace(reading, source=self._source) if isinstance(reading, FoundToken) else reading
        )

    def _show_reading(self, reading: FoundToken | NotAToken) -> None:
        from wizard.support.pasted_token import FoundToken  # noqa: PLC0415

        self._token = reading.token if isinstance(reading, FoundToken) else None
        if self._session.suggestion and self._token == self._session.suggestion.token:
            self._token = self._session.suggestion.token  # it knows which variable it came from
        text = _found(reading) if isinstance(reading, FoundToken) else _refused(reading)
        self._caption.update(text)


def _refused(reading: NotAToken) -> Content:
    return Content.styled(f"! {reading.reason}", "$text-warning") if reading.reason else Content(" ")


def _found(reading: FoundToken) -> Content:
    found = Content.styled(f"{MARKS.done} {reading.summary}", "$text-success")
    return Content.assemble(found, ("  " + reading.doubt, "$text-warning")) if reading.doubt else found


def _offer_text(session: Session) -> Content:
    from wizard.words.key_names import key  # noqa: PLC0415 - most have no offer

    assert session.suggestion
    return Content.assemble(
        (key("take_offer"), "$text-accent bold"),
        f" uses {session.suggestion.source} ({session.suggestion.token.masked})",
    )


def _what_to_do(*, has_offer: bool) -> str:
    """There is no token in the field."""
    paste = "Paste your token into the field."
    return (
        f"{paste} Or press {key_names_words.keys('take_offer')} to use the one that is offered."
        if has_offer
        else paste
    )
