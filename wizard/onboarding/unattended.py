"""Answer the steps from presets alone; what is missing or wrong ends the flow with an error."""

from __future__ import annotations

import asyncio

from wizard.account.access import Permission
from wizard.account.access_check import try_contacts
from wizard.account.account import Account
from wizard.api.errors import NotAllowed, TokenRejected
from wizard.config.profile_names import suggest_profile_name
from wizard.config.reading import read
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.flow import Reply
from wizard.onboarding.plan import Plan, plan_of
from wizard.onboarding.resolve import require_step
from wizard.onboarding.session import Session
from wizard.support.errors import MissingAnswer, UsageError


class Unattended:
    """Answers every step from the session's presets."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._account: Account | None = None
        self._unchecked = ""
        """A sentence on why it isn't known whether the token can read contacts."""

    def warnings(self) -> list[str]:
        """Say which records could not be read, and what could not be checked."""
        unreadable = [error.what for error in self._account.unreadable_lists()] if self._account else []
        return [*unreadable, self._unchecked] if self._unchecked else unreadable

    async def ask(self, step: Step, answers: Answers, *, forward: bool) -> Reply:  # noqa: ARG002
        """Answer one step. Raises a `UserError`, an `ApiError` or a `ConfigError`."""
        match step:
            case Step.TOKEN:
                return await self._check_token(answers)
            case Step.TEAM | Step.WORKSPACE:
                return await self._choose(step, answers)
            case Step.CONTACTS:
                assert answers.account
                assert answers.workspace
                tried = await try_contacts(answers.account, answers.workspace)
                if tried.permission is Permission.UNKNOWN:
                    self._unchecked = f"Could not check whether the token can read contacts. {tried.problem}"
                return answers
            case Step.SAVE:
                plan = self._plan(answers)
                return await asyncio.to_thread(plan.save)

    async def _check_token(self, answers: Answers) -> Answers:
        token = self._session.presets.token
        if token is None:
            raise MissingAnswer(
                "No token was given, and nobody can be asked for one.",
                "Pipe it to --token-stdin, name its file with --token-file, or set CLICKFUNNELS_API_TOKEN.",
            )
        account = self._account = self._session.connect(token, grant=self._session.presets.grant)
        account.teams.load()
        view = await account.teams.settled()
        may_continue = isinstance(view.error, NotAllowed) or self._session.presets.workspace is not None
        if view.error and not view.count and (isinstance(view.error, TokenRejected) or not may_continue):
            raise view.error
        return answers.with_account(account)._replace(place=self._session.presets.place)

    async def _choose(self, step: Step, answers: Answers) -> Answers:
        """Choose by the presets; where somebody would have to choose, by what came along with the token."""
        presets = self._session.presets
        try:
            return await require_step(step, answers, presets)
        except (MissingAnswer, NotAllowed):
            team, workspace = answers.place.team or None, answers.place.workspace or None
            if not (workspace or (team and step is Step.TEAM)):
                raise
            given = presets._replace(team=presets.team or team, workspace=presets.workspace or workspace)
            return await require_step(step, answers, given)

    def _plan(self, answers: Answers) -> Plan:
        assert answers.workspace
        document = read(self._session.path)
        preset = self._session.presets.profile_name
        name = preset or suggest_profile_name(answers.workspace, document.profiles)
        plan = plan_of(self._session, document, answers, name)
        if plan.replaces and plan.replaces_another:
            raise UsageError(
                f"The profile “{name}” is saved already, for the workspace {plan.replaces.workspace.name}.",
                "Choose another name with --profile, or remove that one with `cfw forget`.",
            )
        return plan
