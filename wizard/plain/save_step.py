"""Step 5: exactly what will be written and where, then writing it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wizard.account.access import Permission, quoted
from wizard.api.errors import BadAddress
from wizard.config import BadProfileName, ConfigError, Damaged, Document, NewerVersion, keyring_store, read
from wizard.config.document import EMPTY
from wizard.config.profile_names import check_profile_name, propose_profile_name
from wizard.onboarding import step_texts
from wizard.onboarding.answers import Answers
from wizard.onboarding.flow import Back, Reply
from wizard.onboarding.plan import KEYRING, Plan, plan_of
from wizard.onboarding.session import Session
from wizard.plain.dialogue import Aside, Dialogue, Turn
from wizard.plain.picker import described
from wizard.plain.setting_aside import set_aside_after_asking
from wizard.words import plain as plain_words

if TYPE_CHECKING:
    from wizard.config.profile import Store

_NOT_KNOWN = "Not known if it can read"
"""What is told of a token before it is saved."""
_NAME_KEYS = (
    "Type a name without blanks, or press Enter for the one that the question names. b goes back, Ctrl+C "
    "leaves with nothing saved."
)
_EFFECT = "Effect"
"""What is told of that which will be saved."""
_MASKED_TOKEN = "masked"
_SAVE_KEYS = (
    "y or Enter saves what stands above the question. j shows the file exactly as it will be, as JSON, with "
    "only the token masked. n or b goes back to the name. Nobody else on this machine can read the file, and "
    "all else that it holds stays as it is."
)

_NAME_EXPLANATION = f"{step_texts.PROFILE}\n\n{_NAME_KEYS}"
_EXPLANATION = f"{_SAVE_KEYS}\n\n{step_texts.PROFILE}"


class SaveStep:
    """Asks how to save until something is saved."""

    def __init__(self, dialogue: Dialogue, session: Session, answers: Answers) -> None:
        self._dialogue = dialogue
        self._session = session
        self._answers = answers
        self._document = EMPTY

    async def ask(self) -> Reply:
        """Give the answers with what was saved. A question's b leads back to the name."""
        while True:
            self._document = self._read()
            name = await self._ask_name()
            if name is Turn.BACK:
                return Back(self._answers)
            self._answers = self._answers._replace(profile_name=name)
            plan = await self._ask_plan(name)
            if isinstance(plan, Plan) and await self._agrees(plan) and (reply := await self._write(plan)):
                return reply

    def _read(self) -> Document:
        """Take what the file holds now; what is wrong with it is asked about when it is written."""
        try:
            return read(self._session.path)
        except ConfigError:
            return EMPTY

    async def _ask_name(self) -> str | Turn:
        assert self._answers.workspace
        proposed = (
            self._answers.profile_name
            or self._session.presets.profile_name
            or propose_profile_name(self._answers.workspace, self._document.profiles)
        )
        question = f"Profile name (Enter for {proposed}, b back, ? help):"
        while True:
            typed = await self._dialogue.ask(question, _NAME_EXPLANATION)
            if typed == "b":
                return Turn.BACK
            try:
                return check_profile_name(typed or proposed)
            except BadProfileName as error:
                self._dialogue.say(f"{error.what} {error.hint}")

    async def _ask_plan(self, name: str) -> Plan | Turn:
        """Ask where the token is kept, and which profiles get it, where there is a choice."""
        try:
            plan = self._plan(name)
        except BadAddress as error:
            self._dialogue.say(f"{error.what} {error.hint}")
            return Turn.BACK
        store: Store | None = self._session.presets.token_store
        if store is None and (keyring := await asyncio.to_thread(keyring_store.available)):
            wants_keyring = await self._dialogue.agrees(
                f"Keep the token in {keyring}, rather than in the file?",
                (
                    "The system's keyring keeps the token apart from the file, which then names "
                    "the place only. Other tools "
                    "get it with `cfw token`."
                ),
                default=plan.profile.token_store == "keyring",
            )
            if isinstance(wants_keyring, Turn):
                return wants_keyring
            store = "keyring" if wants_keyring else "file"
        replaces_token = plan.replaces_token
        if plan.same_team and not replaces_token:
            agreed = await self._dialogue.agrees(
                f"Give the token to this team’s other profiles too: {', '.join(plan.same_team)}?",
                (
                    "Other profiles of this team are saved with another token. The new token "
                    "reaches their workspaces too; "
                    "yes gives it to them, no leaves them the token that they have."
                ),
                default=False,
            )
            if isinstance(agreed, Turn):
                return agreed
            replaces_token = agreed
        return self._plan(name, store, replaces_token=replaces_token)

    async def _agrees(self, plan: Plan) -> bool:
        """Say what will be saved, and ask; who wants to see it exactly is shown the JSON."""
        self._dialogue.say("This will be saved:")
        for name, value in _summary(plan):
            self._dialogue.show(f"{name}: {value}")
        aside = Aside("j", "j JSON", plan.preview())
        if await self._dialogue.agrees("Save it?", _EXPLANATION, default=True, aside=aside) is True:
            return True
        self._dialogue.say("Nothing is saved yet.")
        return False

    async def _write(self, plan: Plan) -> Reply | None:
        """Write it. No thread does: a signal that comes meanwhile waits until it is known what came of it."""
        try:
            completed = plan.save()
        except (Damaged, NewerVersion) as error:
            await set_aside_after_asking(self._dialogue, error)
            return None
        except (ConfigError, BadAddress) as error:
            self._dialogue.say(f"{error.what} {error.hint}")
            return None
        if self._session.is_demo:
            self._dialogue.say(step_texts.DEMO)
        self._dialogue.say("The same without questions, the token piped in:")
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


def _summary(plan: Plan) -> Iterator[tuple[str, str]]:
    """What will be saved, each thing with its name."""
    profile = plan.profile
    yield "File", str(plan.path)
    yield "Profile name", profile.name
    yield "Team", described(profile.team)
    yield "Workspace", plain_words.identified(profile.workspace.name, profile.workspace.id)
    yield "Subdomain", profile.workspace.subdomain
    yield "Token", _masked_token(plan.token.ending)
    yield from _access(plan)
    is_in_keyring = profile.token_store == "keyring"
    yield "Token kept in", KEYRING if is_in_keyring else "this file"
    if plan.replaces_token and plan.same_team:
        yield "Token also for", ", ".join(plan.same_team)
    yield _EFFECT, plan.effect


def _access(plan: Plan) -> Iterator[tuple[str, str]]:
    """What the token can read, and what it can't."""
    if allowed := plan.access.named(Permission.ALLOWED):
        yield "Token can read", ", ".join(allowed)
    for name, tried in plan.access:
        if tried.right is Permission.NOT_ALLOWED:
            yield (
                "Token can't read",
                f"{name}. {quoted(tried.api_message)}" if tried.api_message else name,
            )
    if unknown := plan.access.named(Permission.UNKNOWN):
        yield _NOT_KNOWN, ", ".join(unknown)


def _masked_token(ending: str) -> str:
    """The token, as far as it may be told."""
    return f"{_MASKED_TOKEN}, ends in {ending}" if ending else _MASKED_TOKEN
