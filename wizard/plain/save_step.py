"""Step 5: exactly what will be written and where, then writing it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wizard.account.access import Right
from wizard.api.errors import BadAddress
from wizard.config import BadProfileName, ConfigError, Damaged, Document, NewerVersion, keyring_store, read
from wizard.config.document import EMPTY
from wizard.config.names import check_profile_name, propose_profile_name
from wizard.onboarding.answers import Answers, Back, Reply
from wizard.onboarding.plan import Plan, plan_of
from wizard.onboarding.session import Run
from wizard.plain.dialogue import Aside, Dialogue, Turn
from wizard.plain.picker import described
from wizard.plain.setting_aside import set_aside_after_asking
from wizard.words import access as access_words
from wizard.words import plain as plain_words
from wizard.words import plain_steps as words
from wizard.words import saving as saving_words
from wizard.words import steps as steps_words

if TYPE_CHECKING:
    from wizard.config.profile import Store

_NAME_EXPLANATION = f"{steps_words.PROFILE}\n\n{words.NAME_KEYS}"
_EXPLANATION = f"{words.SAVE_KEYS}\n\n{steps_words.PROFILE}"


class SaveStep:
    """Asks how to save until something is saved."""

    def __init__(self, dialogue: Dialogue, run: Run, answers: Answers) -> None:
        self._dialogue = dialogue
        self._run = run
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
            return read(self._run.path)
        except ConfigError:
            return EMPTY

    async def _ask_name(self) -> str | Turn:
        assert self._answers.workspace
        proposed = (
            self._answers.profile_name
            or self._run.given.profile_name
            or propose_profile_name(self._answers.workspace, self._document.profiles)
        )
        question = words.name_question(proposed)
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
        store: Store | None = self._run.given.token_store
        if store is None and (keyring := await asyncio.to_thread(keyring_store.available)):
            wants_keyring = await self._dialogue.agrees(
                words.use_keyring(keyring),
                words.KEYRING,
                default=plan.profile.token_store == "keyring",
            )
            if isinstance(wants_keyring, Turn):
                return wants_keyring
            store = "keyring" if wants_keyring else "file"
        replaces_token = plan.replaces_token
        if plan.same_team and not replaces_token:
            agreed = await self._dialogue.agrees(
                words.give_to_others(plan.same_team),
                words.OTHER_PROFILES,
                default=False,
            )
            if isinstance(agreed, Turn):
                return agreed
            replaces_token = agreed
        return self._plan(name, store, replaces_token=replaces_token)

    async def _agrees(self, plan: Plan) -> bool:
        """Say what will be saved, and ask; who wants to see it exactly is shown the JSON."""
        self._dialogue.say(words.WILL_BE_SAVED)
        for name, value in _summary(plan):
            self._dialogue.show(words.item(name, value))
        aside = Aside("j", words.JSON, plan.preview())
        if await self._dialogue.agrees(words.SAVE_IT, _EXPLANATION, default=True, aside=aside) is True:
            return True
        self._dialogue.say(words.NOTHING_SAVED_YET)
        return False

    async def _write(self, plan: Plan) -> Reply | None:
        """Write it. No thread does: a signal that comes meanwhile waits until it is known what came of it."""
        try:
            saved = plan.save()
        except (Damaged, NewerVersion) as error:
            await set_aside_after_asking(self._dialogue, error)
            return None
        except (ConfigError, BadAddress) as error:
            self._dialogue.say(f"{error.what} {error.hint}")
            return None
        if self._run.is_demo:
            self._dialogue.say(steps_words.DEMO)
        self._dialogue.say(words.SAME_WITHOUT_QUESTIONS)
        self._dialogue.show(plan.command())
        return self._answers.with_saved(saved, plan.profile.name, plan.command())

    def _plan(self, name: str, store: Store | None = None, *, replaces_token: bool = False) -> Plan:
        return plan_of(
            self._run, self._document, self._answers, name, token_store=store, replaces_token=replaces_token
        )


def _summary(plan: Plan) -> Iterator[tuple[str, str]]:
    """What will be saved, each thing with its name."""
    profile = plan.profile
    yield words.FILE, str(plan.path)
    yield words.NAME, profile.name
    yield words.TEAM, described(profile.team)
    yield words.WORKSPACE, plain_words.identified(profile.workspace.name, profile.workspace.id)
    yield words.SUBDOMAIN, profile.workspace.subdomain
    yield words.TOKEN, words.masked_token(plan.token.ending)
    yield from _access(plan)
    is_in_keyring = profile.token_store == "keyring"
    yield words.TOKEN_PLACE, saving_words.THE_KEYRING if is_in_keyring else words.THE_FILE
    if plan.replaces_token and plan.same_team:
        yield words.TOKEN_ALSO_FOR, ", ".join(plan.same_team)
    yield words.EFFECT, plan.effect


def _access(plan: Plan) -> Iterator[tuple[str, str]]:
    """What the token can read, and what it can't."""
    if allowed := plan.access.named(Right.ALLOWED):
        yield access_words.CAN_READ, ", ".join(allowed)
    for name, tried in plan.access:
        if tried.right is Right.NOT_ALLOWED:
            yield access_words.CANNOT_READ, f"{name}. {access_words.says(tried.said)}" if tried.said else name
    if unknown := plan.access.named(Right.UNKNOWN):
        yield access_words.NOT_KNOWN, ", ".join(unknown)
