"""Step 5: show exactly what will be written and where, then write it."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Iterator

from wizard.account.access import Permission, quoted
from wizard.api.errors import BadAddress
from wizard.config import keyring_store, token_command
from wizard.config.document import EMPTY, Document
from wizard.config.errors import ConfigError, Damaged, NewerVersion, TokenCommandFailed
from wizard.config.profile import Store
from wizard.config.profile_names import suggest_profile_name, to_profile_name
from wizard.config.reading import read
from wizard.config.saving import set_aside
from wizard.onboarding import step_texts
from wizard.onboarding.answers import Answers
from wizard.onboarding.flow import Back, Completed, Reply
from wizard.onboarding.plan import KEYRING, Plan, plan_of
from wizard.onboarding.session import Session
from wizard.plain.dialogue import Dialogue, Extra
from wizard.plain.picker import describe
from wizard.support.secret import Token

_NAME_EXPLANATION = (
    f"{step_texts.PROFILE}\n\n"
    "Type a name, or press Enter for the one in the question. Spaces and other characters that a name can't "
    "contain become dashes. b goes back, Ctrl+C leaves with nothing saved."
)
_SAVE_EXPLANATION = (
    "y or Enter saves what is listed above. j shows the file exactly as it will be, as JSON, with only the "
    "token masked. c lets a password manager keep the token. n or b goes back to the name. Nobody else on "
    f"this machine can read the file, and everything else in it stays as it is.\n\n{step_texts.PROFILE}"
)
_COMMAND_EXPLANATION = f"{step_texts.TOKEN_COMMAND}\n\nb goes back, Ctrl+C leaves with nothing saved."
_KEYRING_EXPLANATION = (
    "The system's keyring keeps the token apart from the file, which then only says where it is. Other tools "
    "get it with `cfw token`."
)
_TEAM_EXPLANATION = (
    "Other profiles of this team are saved with another token. The new token can access their workspaces "
    "too: yes gives it to them, no leaves them the token they have."
)


class SaveStep:
    """Asks how to save until something is saved."""

    def __init__(self, dialogue: Dialogue, session: Session, answers: Answers) -> None:
        self._dialogue = dialogue
        self._session = session
        self._answers = answers
        self._document = EMPTY

    async def ask(self) -> Reply:
        """Give what was saved. b goes back to the name first."""
        while True:
            self._document = self._read()
            name = await self._ask_name()
            if name is None:
                return Back(self._answers)
            self._answers = self._answers._replace(profile_name=name)
            plan = await self._ask_plan(name)
            if plan and (confirmed := await self._confirm(plan)) and (done := await self._save(confirmed)):
                return done

    def _read(self) -> Document:
        """Read the file; if something is wrong with it, saving asks about that."""
        try:
            return read(self._session.path)
        except ConfigError:
            return EMPTY

    async def _ask_name(self) -> str | None:
        """Ask for the profile's name; None to go back."""
        assert self._answers.workspace
        suggested = suggest_profile_name(self._answers.workspace, self._document.profiles)
        wanted = self._answers.profile_name or self._session.presets.profile_name or suggested
        proposed = to_profile_name(wanted, suggested)
        question = f"Profile name (Enter for {proposed}, b back, ? help):"
        typed = await self._dialogue.ask(question, _NAME_EXPLANATION)
        if typed == "b":
            return None
        name = to_profile_name(typed, suggested) if typed else proposed
        if name != (typed or proposed):
            self._dialogue.say(f"Will be saved as {name}.")
        return name

    async def _ask_plan(self, name: str) -> Plan | None:
        """Ask where to keep the token and who else gets it, if there is a choice; None to go back."""
        try:
            plan = self._plan(name)
        except BadAddress as error:
            self._dialogue.say(error.message)
            return None
        store: Store | None = self._session.presets.token_store
        if (
            store is None
            and not plan.profile.token_command
            and not self._session.is_demo
            and (keyring := await asyncio.to_thread(keyring_store.available))
        ):
            in_keyring = await self._dialogue.confirm(
                f"Keep the token in {keyring}, rather than in the file?",
                _KEYRING_EXPLANATION,
                default=plan.profile.token_store == "keyring",
            )
            if in_keyring is None:
                return None
            store = "keyring" if in_keyring else "file"
        replaces_token = plan.replaces_token
        if plan.same_team and not replaces_token:
            agreed = await self._dialogue.confirm(
                f"Give the token to this team’s other profiles too: {', '.join(plan.same_team)}?",
                _TEAM_EXPLANATION,
                default=False,
            )
            if agreed is None:
                return None
            replaces_token = agreed
        return self._plan(name, store, replaces_token=replaces_token)

    async def _confirm(self, plan: Plan) -> Plan | None:
        """Say what will be saved, and ask. Gives what to save: a command may get the token instead."""

        async def show_json() -> None:
            self._dialogue.show(plan.preview())

        async def use_command() -> None:
            nonlocal plan
            if command := await self._ask_command(plan.token):
                self._answers = self._answers._replace(token_command=command)
                plan = self._plan(plan.profile.name, "command", replaces_token=plan.replaces_token)
                self._review(plan)

        self._review(plan)
        extras = Extra("j", "j JSON", show_json), Extra("c", "c password manager", use_command)
        if await self._dialogue.confirm("Save it?", _SAVE_EXPLANATION, default=True, extras=extras):
            return plan
        self._dialogue.say("Nothing is saved yet.")
        return None

    def _review(self, plan: Plan) -> None:
        self._dialogue.say("This will be saved:")
        for name, value in _summary(plan):
            self._dialogue.show(f"{name}: {value}")

    async def _ask_command(self, wanted: Token) -> tuple[str, ...]:
        """Ask for the command that prints the token, until one does; empty to go back."""
        self._dialogue.say("Which command prints the token?")
        while True:
            typed = await self._dialogue.ask("Command (b back, ? help):", _COMMAND_EXPLANATION)
            if typed in ("", "b"):
                return ()
            try:
                return (await asyncio.to_thread(token_command.try_typed, typed, wanted))[0]
            except TokenCommandFailed as error:
                self._dialogue.say(error.message)

    async def _save(self, plan: Plan) -> Completed | None:
        """Save, and give None if that failed.

        Saving blocks the event loop on purpose: a signal that comes meanwhile has to wait for the outcome.
        """
        try:
            completed = plan.save()
        except (Damaged, NewerVersion) as error:
            await offer_to_set_aside(self._dialogue, error)
            return None
        except (ConfigError, BadAddress) as error:
            self._dialogue.say(error.message)
            return None
        if self._session.is_demo:
            self._dialogue.say(step_texts.DEMO)
        else:
            self._dialogue.say("The same without questions, with the token piped in:")
            self._dialogue.show(completed.command)
        return completed

    def _plan(self, name: str, store: Store | None = None, *, replaces_token: bool = False) -> Plan:
        return plan_of(
            self._session,
            self._document,
            self._answers,
            name,
            token_store=store,
            replaces_token=replaces_token,
        )


async def offer_to_set_aside(dialogue: Dialogue, error: Damaged | NewerVersion) -> bool:
    """Ask whether to rename a configuration file that can't be used; True once that's done."""
    dialogue.say(error.message)
    dialogue.say("It can be set aside: renamed in its folder, with nothing in it changed.")
    agreed = await dialogue.confirm(
        "Set it aside and go on?",
        "Setting the file aside only renames it: it stays in its folder, with nothing in it changed, and a "
        "new one is started. No leaves it as it is.",
        default=False,
        goes_back=False,
    )
    if not agreed:
        return False
    try:
        aside = set_aside(error.path)
    except ConfigError as problem:
        dialogue.say(problem.message)
        return False
    dialogue.say(f"Kept as {aside.name}.")
    return True


def _summary(plan: Plan) -> Iterator[tuple[str, str]]:
    """What will be saved, by name."""
    profile, ending = plan.profile, plan.token.ending
    yield "File", str(plan.path)
    yield "Profile name", profile.name
    yield "Team", describe(profile.team)
    yield "Workspace", f"{profile.workspace.name} (id {profile.workspace.id})"
    yield "Subdomain", profile.workspace.subdomain
    yield "Token", f"masked, ends in {ending}" if ending else "masked"
    yield "Rights", plan.rights
    yield from _access(plan)
    if profile.token_command:
        yield "Token comes from", shlex.join(profile.token_command)
    else:
        yield "Token kept in", KEYRING if profile.token_store == "keyring" else "this file"
    if plan.replaces_token and plan.same_team:
        yield "Token also for", ", ".join(plan.same_team)
    yield "Effect", plan.effect


def _access(plan: Plan) -> Iterator[tuple[str, str]]:
    """What the token can read, and what it can't."""
    if allowed := plan.access.named(Permission.ALLOWED):
        yield "Token can read", ", ".join(allowed)
    for name, tried in plan.access.items():
        if tried.permission is Permission.NOT_ALLOWED:
            reason = f". {quoted(tried.api_message)}" if tried.api_message else ""
            yield "Token can't read", f"{name}{reason}"
    if unknown := plan.access.named(Permission.UNKNOWN):
        yield "Not known if it can read", ", ".join(unknown)
