"""Step 5: review exactly what will be written and where, then write it."""

from __future__ import annotations

import asyncio
import shlex
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input, Static

from wizard.api.contact_query import NEWEST_FIRST
from wizard.api.errors import BadAddress
from wizard.config import keyring_store
from wizard.config.document import EMPTY, Document
from wizard.config.errors import ConfigError, Damaged, NewerVersion
from wizard.config.paths import path_from_home
from wizard.config.profile import Store
from wizard.config.profile_names import suggest_profile_name, to_profile_name
from wizard.config.reading import read
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.flow import Back
from wizard.onboarding.plan import Plan, plan_of
from wizard.onboarding.session import Session
from wizard.support.pasted_token import FoundToken
from wizard.support.safe_text import sanitize_lines
from wizard.tui.keymap import bind
from wizard.tui.screens.damaged import set_aside_after_asking
from wizard.tui.screens.save_review import review, will_be_saved_as
from wizard.tui.screens.step import StepScreen
from wizard.tui.screens.token_command import TokenCommandScreen
from wizard.tui.widgets.answer_input import AnswerInput
from wizard.tui.widgets.key_bar import KeyBar
from wizard.tui.widgets.notice import Severity


@dataclass(frozen=True, slots=True)
class SaveState:
    """What was chosen here, the plan made of it, and how far saving has come."""

    name: str = ""
    """The profile's name as it was typed."""
    document: Document = EMPTY
    """What the file contains now."""
    token_store: Store | None = None
    """Where the token goes, if it was chosen here."""
    replaces_token: bool = False
    """Whether the team's other profiles get the token too."""
    keyring: str | None = None
    """The name of the system's keyring, if it can keep the token."""
    plan: Plan | None = None
    problem: BadAddress | None = None
    """Why there is no plan."""
    is_saving: bool = False
    error: ConfigError | None = None
    """Why the file couldn't be written."""


class NameInput(AnswerInput):
    """The field for the profile's name."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Save", tooltip="Save the profile")]


class SaveScreen(StepScreen):
    """Review and save."""

    HELP = (
        "This is the file as it will be, with the token hidden; only you can read it. A profile is one "
        "workspace under a name of your choice. The profile saved last is the current one, which other "
        "tools use by default.\n\n"
        "The token can also stay in a password manager: the file then contains the command that gets it."
    )
    CSS_PATH = "tables.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide"), (110, "-broad")]  # noqa: RUF012 - as Textual has it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,pageup", "scroll(-1)", "Move up", show=False, tooltip="Move up in the preview"),
        Binding("down,pagedown", "scroll(1)", "Move down", show=False, tooltip="Move down in the preview"),
        bind("turn_store", "turn_store", "Keyring", "Keep the token in the keyring, or in the file"),
        bind(
            "use_command",
            "use_command",
            "Command",
            "Get the token from a password manager with a command",
            show=False,
        ),
        bind(
            "turn_team",
            "turn_team",
            "All of the team",
            "Use the token for the team's other profiles too",
        ),
    ]

    state: reactive[SaveState] = reactive(SaveState(), bindings=True)

    def __init__(self, answers: Answers, session: Session) -> None:
        super().__init__(answers, Step.SAVE, session)
        assert answers.workspace
        self._workspace = answers.workspace
        self._field = NameInput(id="name", max_length=64, select_on_focus=False)
        self._field.border_title = "Profile name"
        self._effect = Static(id="effect", markup=False)
        self._preview = Static(id="preview-text", markup=False)

    def introduction(self) -> Content:
        """Where it will be saved."""
        if self._session.is_temporary:
            return Content("In the demo it's only kept until you leave.")
        return Content.assemble(
            "Will be written to ", (sanitize_lines(path_from_home(self._session.path)), "bold")
        )

    def compose(self) -> ComposeResult:
        """The name, right below it what went wrong and what saving does, then the file.

        In a broad window, what saving does is beside the file.
        """
        yield self.heading()
        with Vertical(id="body"):
            yield self._field
            yield self.notice
            with Container(id="review"):
                yield self._effect
                with VerticalScroll(id="preview", can_focus=False):
                    yield self._preview
        yield KeyBar()

    def on_mount(self) -> None:
        """Suggest a name that suits what is saved already."""
        document = self._read()
        name = (
            self.answers.profile_name
            or self._session.presets.profile_name
            or suggest_profile_name(self._workspace, document.profiles)
        )
        self._field.fill(name)
        self._field.focus()
        self._plan(name=name, document=document, replaces_token=self._session.presets.replaces_token)
        # Textual 8.2 keeps a text's height if it changes between its first layout and its first idle moment.
        self.call_after_refresh(self._look_for_keyring)
        self.call_after_refresh(self._wait_for_contacts)

    def watch_state(self, state: SaveState) -> None:
        """Show the state."""
        self._effect.update(review(self, state.plan, state.keyring) if state.plan else "")
        self._field.border_subtitle = self._becomes()
        self._effect.display = state.plan is not None
        self._preview.update(Content(state.plan.preview()) if state.plan else "")
        if error := state.problem or state.error:
            self.notice.say(Severity.ERROR, error.what, error.hint)
        elif state.is_saving:
            self.notice.say(Severity.BUSY, "Saving.")
        else:
            self.notice.clear()

    def _becomes(self) -> Content:
        """Say which name a typed one that isn't valid becomes."""
        name = self.state.plan.profile.name if self.state.plan else self.state.name
        return will_be_saved_as(name) if name != self.state.name else Content("")

    def _plan(self, **changes: Any) -> None:
        """Change the state, and make the plan again."""
        state = replace(self.state, **changes, plan=None, problem=None)
        suggested = suggest_profile_name(self._workspace, state.document.profiles)
        try:
            plan = plan_of(
                self._session,
                state.document,
                self.answers,
                to_profile_name(state.name, suggested),
                token_store=state.token_store,
                replaces_token=state.replaces_token,
            )
        except BadAddress as problem:
            self.state = replace(state, problem=problem, is_saving=False)
        else:
            self.state = replace(state, plan=plan)

    def _read(self) -> Document:
        """Return what the file contains. Saving tells what is wrong with it, if anything is."""
        try:
            return read(self._session.path)
        except ConfigError:
            return EMPTY

    @on(Input.Changed, "#name")
    def take_name(self, event: Input.Changed) -> None:
        """Show the file under the new name."""
        self._plan(name=event.value, error=None)

    @work(group="keyring", exclusive=True)
    async def _look_for_keyring(self) -> None:
        """Offer the system's keyring if there is one; the demo's token has no place there."""
        if not self._session.is_demo:
            self._plan(keyring=await asyncio.to_thread(keyring_store.available))

    @work(group="contacts", exclusive=True)
    async def _wait_for_contacts(self) -> None:
        """Say whether the token can read contacts as soon as their first page tells."""
        assert self.answers.account
        await self.answers.account.contacts(self._workspace, NEWEST_FIRST).head.settled()
        self._plan()

    def action_turn_store(self) -> None:
        """Keep the token in the keyring, or in the file."""
        if plan := self.state.plan:
            self._plan(token_store="file" if plan.profile.token_store == "keyring" else "keyring")

    def action_use_command(self) -> None:
        """Let a command get the token, once it has printed the same one."""
        assert self.answers.account
        command = shlex.join(self.answers.token_command)
        screen = TokenCommandScreen(command, self.answers.account.token)
        self.app.push_screen(screen, self._take_command)

    def _take_command(self, found: FoundToken | None) -> None:
        if found:
            self.answers = self.answers._replace(token_command=found.command)
            self._plan(token_store="command")  # noqa: S106 - that's where it's kept

    def action_turn_team(self) -> None:
        """Give the token to the team's other profiles too, or not."""
        self._plan(replaces_token=not self.state.replaces_token)

    def action_scroll(self, direction: int) -> None:
        """Scroll the preview while the name has the focus."""
        for pane in self.query("#review, #preview"):  # in a low window, both are one
            pane.scroll_relative(y=direction * 4, animate=False)

    def action_go_back(self) -> None:
        """Return to the step before, with the typed name kept."""
        if not self.state.is_saving:
            self.finish(Back(self.answers._replace(profile_name=self._field.value)))

    def why_not(self, action: str) -> str:
        """The keyring needs to be there, and the team's other profiles too."""
        plan = self.state.plan
        match action:
            case "turn_store" | "turn_team" | "use_command" if plan is None:
                return "There is nothing to save yet."
            case "turn_store" if not self.state.keyring:
                return "No keyring here can keep the token; `cfw token-store keyring` says why."
            case "turn_team" if plan and plan.is_for_one_workspace:
                return (
                    "This token can't list teams, so it may be for one workspace only. It isn't given to "
                    "other profiles."
                )
            case "turn_team" if plan and not plan.same_team:
                return "No other profile of this team has another token."
            case _:
                return super().why_not(action)

    def action_go_on(self) -> None:
        """Write the file."""
        if not self.state.is_saving:
            self._plan(is_saving=True, error=None)
            if self.state.plan:
                self._save()
            else:
                self.app.bell()

    @work(group="save", exclusive=True)
    async def _save(self) -> None:
        plan = self.state.plan
        assert plan
        try:
            completed = await asyncio.to_thread(plan.save)
        except (Damaged, NewerVersion) as error:
            self.state = replace(self.state, is_saving=False)
            if await set_aside_after_asking(self.app, error):
                self._plan(document=self._read())
        except ConfigError as error:
            self.state = replace(self.state, is_saving=False, error=error)
        else:
            self.finish(completed)
