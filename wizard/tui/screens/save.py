"""Step 5: exactly what will be written and where, then writing it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input, Static

from wizard.account.access import Permission
from wizard.api.contact_query import NEWEST_FIRST
from wizard.api.errors import BadAddress
from wizard.config import BadProfileName, ConfigError, Damaged, NewerVersion, keyring_store, read
from wizard.config.document import EMPTY
from wizard.config.profile_names import check_profile_name, suggest_profile_name
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.flow import Back
from wizard.onboarding.plan import KEYRING, Plan, plan_of
from wizard.onboarding.session import Session
from wizard.support.safe_text import sanitize_lines
from wizard.tui.screens.damaged import set_aside_after_asking
from wizard.tui.screens.step import StepScreen
from wizard.tui.widgets.answer_input import AnswerInput
from wizard.tui.widgets.marks import MARKS
from wizard.tui.widgets.notice import Mood
from wizard.words.key_names import key

if TYPE_CHECKING:
    from wizard.config.profile import Store

_NO_OTHERS = "No other profile of this team has another token."


@dataclass(frozen=True, slots=True)
class Writing:
    """How the saving stands."""

    is_running: bool = False
    error: ConfigError | BadAddress | None = None


class NameInput(AnswerInput):
    """The field for the profile's name."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Save")]


class SaveScreen(StepScreen):
    """Review and save."""

    HELP = (
        "This is the file as it will be, with the token hidden; only you can read it. A profile is one "
        "workspace under a name of your choice. The profile saved last is the current one, which other "
        "tools use by default."
    )

    CSS_PATH = "tables.tcss"
    STEP = Step.SAVE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,pageup", "scroll(-1)", show=False),
        Binding("down,pagedown", "scroll(1)", show=False),
        Binding("ctrl+y", "turn_store", "Keyring", id="turn_store"),
        Binding("ctrl+t,f4", "turn_team", "All of the team", id="turn_team"),
    ]

    writing: reactive[Writing] = reactive(Writing())

    def __init__(self, answers: Answers, session: Session) -> None:
        super().__init__(answers)
        assert answers.workspace
        self._workspace = answers.workspace
        self._session = session
        self._document = EMPTY
        self._is_savable = True
        self._same_team: Sequence[str] = ()
        self._no_others = _NO_OTHERS
        self._store: Store | None = None
        self._replaces_token = session.presets.replaces_token
        self._keyring: str | None = None

    def title_text(self) -> Content:
        """The question."""
        return Content("Review and save")

    def introduction(self) -> Content:
        """Where it goes."""
        return Content.assemble("Will be written to ", (sanitize_lines(str(self._session.path)), "bold"))

    def compose_body(self) -> ComposeResult:
        """The name, what it does to the file, and the file."""
        with Horizontal(id="filter"):
            yield Static("Profile name", id="label")
            yield NameInput(id="name", max_length=64, select_on_focus=False)
        yield Static(id="effect", markup=False)
        with VerticalScroll(id="preview", can_focus=False):
            yield Static(id="preview-text", markup=False)

    def on_mount(self) -> None:
        """Propose a name that suits what the file holds."""
        self._read()
        with self._name_field.prevent(Input.Changed):
            self._name_field.value = (
                self.answers.profile_name
                or self._session.presets.profile_name
                or suggest_profile_name(self._workspace, self._document.profiles)
            )
        self._name_field.cursor_position = len(self._name_field.value)
        self._name_field.focus()
        self._show_plan()
        # Textual 8.2 keeps a text's height if it changes between its first layout and its first idle moment.
        self.call_after_refresh(self._look_for_keyring)
        self.call_after_refresh(self._wait_for_contacts)

    @property
    def _name_field(self) -> Input:
        return self.query_one("#name", Input)

    @on(Input.Changed, "#name")
    def name_changed(self) -> None:
        """Show the file under the new name, once the name itself is drawn."""
        self.writing = Writing()
        self._show_plan(is_typed=True)

    def action_go_back(self) -> None:
        """Return to the step before, with the typed name kept."""
        if not self.writing.is_running:
            self.finish(Back(self.answers._replace(profile_name=self._name_field.value)))

    @work(group="keyring", exclusive=True)
    async def _look_for_keyring(self) -> None:
        """Offer the system's keyring where there is a real one."""
        self._keyring = await asyncio.to_thread(keyring_store.available)
        self._show_plan()

    @work(group="contacts", exclusive=True)
    async def _wait_for_contacts(self) -> None:
        """Say whether the token can read contacts once their first page has come."""
        assert self.answers.account
        await self.answers.account.contacts(self._workspace, NEWEST_FIRST).head.settled()
        self._show_plan()

    def action_turn_store(self) -> None:
        """Keep the token in the keyring, or in the file."""
        self._store = "file" if self._plan().profile.token_store == "keyring" else "keyring"
        self._show_plan()

    def action_turn_team(self) -> None:
        """Give the token to the team's other profiles too, or not."""
        self._replaces_token = not self._replaces_token
        self._show_plan()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keyring needs to be there, and the team's other profiles too."""
        match action:
            case "turn_store":
                return True if self._keyring is not None else None
            case "turn_team":
                return True if self._same_team else None
            case _:
                return super().check_action(action, parameters)

    def why_not(self, name: str) -> str:
        """Why a key does nothing here."""
        match name:
            case "turn_store":
                return "No keyring here can keep the token; `cfw token-store keyring` says why."
            case "turn_team":
                return self._no_others
            case _:
                return super().why_not(name)

    def action_scroll(self, direction: int) -> None:
        """Scroll the preview while the name has the focus."""
        self.query_one("#preview").scroll_relative(y=direction * 4, animate=False)

    def action_go_on(self) -> None:
        """Write the file."""
        if not self._is_savable:
            self.app.bell()
        elif not self.writing.is_running:
            self.writing = Writing(is_running=True)
            self._write()

    def watch_writing(self, writing: Writing) -> None:
        """Say how the saving stands."""
        if writing.error:
            self.notice.say(Mood.ERROR, writing.error.what, writing.error.hint)
        elif writing.is_running:
            self.notice.say(Mood.BUSY, "Saving.")
        else:
            self.notice.hush()

    @work(group="write", exclusive=True)
    async def _write(self) -> None:
        try:
            plan = self._plan()
            completed = await asyncio.to_thread(plan.save)
        except (Damaged, NewerVersion) as error:
            self.writing = Writing()
            if await set_aside_after_asking(self.app, error):
                self._read()
                self._show_plan()
        except (ConfigError, BadAddress) as error:
            self.writing = Writing(error=error)
        else:
            self.finish(completed)

    def _read(self) -> None:
        """Take what the file holds now; what is wrong with it is asked about when it is written."""
        try:
            self._document = read(self._session.path)
        except ConfigError:
            self._document = EMPTY

    def _plan(self) -> Plan:
        return plan_of(
            self._session,
            self._document,
            self.answers,
            self._name_field.value,
            token_store=self._store,
            replaces_token=self._replaces_token,
        )

    def _show_plan(self, *, is_typed: bool = False) -> None:
        effect, preview, self._same_team = Content(""), "", ()
        try:
            check_profile_name(self._name_field.value)
            plan = self._plan()
        except BadProfileName as error:
            effect = Content.styled(f"! {error.what} {error.hint}", "$text-warning")
        except BadAddress as error:
            self.writing = Writing(error=error)
        else:
            lines = [_effect(plan), *_access(plan), *self._offers(plan)]
            effect, preview = Content("\n").join(lines), plan.preview()
            self._same_team = plan.same_team
            self._no_others = (
                (
                    "This token can't list teams, so it may be for one workspace only. It isn't "
                    "given to other profiles."
                )
                if plan.is_for_one_workspace
                else _NO_OTHERS
            )
        self._is_savable = bool(preview)
        self.refresh_bindings()
        if is_typed:
            self.call_after_refresh(self._show_texts, effect, preview)
        else:
            self._show_texts(effect, preview)

    def _show_texts(self, effect: Content, preview: str) -> None:
        self.query_one("#effect", Static).update(effect)
        self.query_one("#preview-text", Static).update(preview)

    def _offers(self, plan: Plan) -> list[Content]:
        """The token's other place, and its other profiles, each with the key that turns it."""
        offers = []
        if self._keyring or plan.profile.token_store == "keyring":
            is_in_keyring = plan.profile.token_store == "keyring"
            keyring = self._keyring or KEYRING
            text = f"The token goes into {keyring}." if is_in_keyring else f"{keyring} could keep the token."
            offers.append(_offer(key("turn_store"), text, is_on=is_in_keyring))
        if plan.same_team:
            text = _also_for(", ".join(plan.same_team))
            offers.append(_offer(key("turn_team"), text, is_on=plan.replaces_token))
        return offers


def _offer(its_key: str, text: str, *, is_on: bool) -> Content:
    return Content.assemble(
        f"{MARKS.done} " if is_on else f"{MARKS.ahead} ", text, "  ", (its_key, "$text-accent bold")
    )


def _effect(plan: Plan) -> Content:
    if plan.replaces_another:
        return Content.styled(f"! {plan.effect}", "$text-warning")
    return Content(f"{MARKS.done} {plan.effect}")


def _access(plan: Plan) -> list[Content]:
    """What the token can read, and what it can't."""
    lines = [Content.styled(f"! {warning}", "$text-warning") for warning in plan.access.warnings()]
    if allowed := plan.access.named(Permission.ALLOWED):
        lines.insert(0, Content(f"{MARKS.done} {_allowed(allowed)}"))
    if unknown := plan.access.named(Permission.UNKNOWN):
        lines.append(Content.styled(f"{MARKS.ahead} {_unknown(unknown)}", "$text-muted"))
    return lines


def _allowed(names: Sequence[str]) -> str:
    """What was read with the token."""
    return f"The token can read {_and(names)}."


def _unknown(names: Sequence[str]) -> str:
    """What was not tried, or brought no answer."""
    return f"Not known: whether it can read {_and(names)}."


def _and(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _also_for(profiles: str) -> str:
    """The team's other profiles, which have another token."""
    return f"Also for this team’s other profiles: {profiles}."
