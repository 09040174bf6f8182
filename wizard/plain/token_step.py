"""Step 1: ask for the access token, and check it with ClickFunnels before going on."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext

from wizard.account.account import Account
from wizard.api.errors import ApiError, NotAllowed, SignInError
from wizard.api.live_list import LoadState
from wizard.config import token_command
from wizard.config.errors import TokenCommandFailed
from wizard.onboarding import step_texts
from wizard.onboarding.answers import Answers
from wizard.onboarding.flow import Back, Reply
from wizard.onboarding.resolve import WORKSPACE_ID_HINT, workspace_by_id
from wizard.onboarding.session import Session
from wizard.onboarding.sign_in import SignIn, answers_of
from wizard.plain.dialogue import Dialogue
from wizard.plain.loading import wait_until_loaded
from wizard.plain.picker import describe
from wizard.support.browser import open_in_browser
from wizard.support.pasted_token import (
    FoundToken,
    NotAToken,
    command_for,
    find_token,
    token_in_answer,
    without_paste_marks,
)
from wizard.support.safe_text import sanitize_line
from wizard.support.secret import Token

_HOW_TO_GET_ONE = (
    f"To get a token, open {step_texts.TEAMS_PAGE} and choose your team, then Team Settings, then Developer "
    "Portal, then Add new platform application. Fill it in, press Create, and copy its API access token. "
    f"{step_texts.SHARING}\n"
    "To sign in with your browser instead, where ClickFunnels offers it, type s: that gives a token that can "
    "only read one workspace. This is new, and not yet verified against ClickFunnels' production server."
)
_SIGN_IN_EXPLANATION = (
    "The browser may run on another computer. It then ends at a page that doesn't load; paste the address of "
    "that page. b goes back to the token, Ctrl+C leaves with nothing saved."
)
_SUGGESTION_EXPLANATION = f"{step_texts.TOKEN}\n\n{step_texts.SHARING}"
_EXPLANATION = (
    f"{step_texts.TOKEN}\n\n"
    "Nothing that you type or paste is shown. b goes back, Ctrl+C leaves with nothing saved."
)
_COMMAND_EXPLANATION = (
    "yes runs the command now, and saves it in the profile instead of the token. no lets you paste a token. "
    "Ctrl+C leaves with nothing saved."
)
_WHICH_EXPLANATION = (
    "Type the number of the token that is for ClickFunnels. b goes back without choosing one, Ctrl+C leaves "
    "with nothing saved."
)
_BY_ID_EXPLANATION = (
    "A token for one workspace can't list teams and workspaces, so you have to name the workspace by its id "
    "or public id. b goes back to the token, Ctrl+C leaves with nothing saved."
)


class TokenStep:
    """Asks for a token until ClickFunnels accepts one."""

    def __init__(self, dialogue: Dialogue, session: Session, answers: Answers) -> None:
        self._dialogue = dialogue
        self._session = session
        self._answers = answers
        self._account = answers.account
        """The account of the token checked last; Enter checks it again."""

    async def ask(self) -> Reply:
        """Give the answers with the token's account."""
        preset = self._session.presets.token
        if not self._account:
            self._answers = self._answers._replace(place=self._session.presets.place)
        if preset and not self._account and (reply := await self._check(preset)):
            return reply
        if not self._account and not self._session.suggestion:
            self._dialogue.say(_HOW_TO_GET_ONE)
        while True:
            token = await self._token()
            if isinstance(token, Answers):
                return token
            if token:
                if reply := await self._check(token):
                    return reply
            elif self._session.opens_home:
                return Back(self._answers)
            else:
                self._dialogue.say("This is the first question. Ctrl+C leaves.")

    async def _token(self) -> Token | Answers | None:
        """Ask for a token: the suggested one or another, or signing in. None to go back."""
        suggestion = self._session.suggestion
        if suggestion and not self._account:
            agreed = await self._dialogue.confirm(
                f"Use {suggestion.source} ({FoundToken(suggestion.token).summary})?",
                _SUGGESTION_EXPLANATION,
                default=True,
                goes_back=self._session.opens_home,
            )
            if agreed is None:
                return None
            if agreed:
                return suggestion.token
            self._dialogue.say(_HOW_TO_GET_ONE)
        while True:
            text = await self._dialogue.ask_hidden(self._question(), _EXPLANATION, is_unfinished)
            if text == "b":
                return None
            if text == "s":
                if answers := await self._sign_in():
                    return answers
                continue
            if not text and self._account:
                return self._account.token
            found = find_token(text)
            if command := command_for(text):
                found = await self._run(command) or NotAToken("No token came.")
            elif isinstance(found, NotAToken) and found.choices:
                found = await self._choose(found)
            if isinstance(found, FoundToken):
                self._report_found(found)
                self._answers = self._answers._replace(place=found.place, token_command=found.command)
                return found.token
            reason = found.reason or "The line was empty."
            self._dialogue.say(f"{reason} Nothing was sent. Paste your token, and press Enter.")

    async def _run(self, typed: str) -> FoundToken | None:
        """Get the token with a password manager's command, if the person agrees."""
        if not await self._dialogue.confirm(
            f"Get the token with: {typed}?", _COMMAND_EXPLANATION, default=True
        ):
            return None
        try:
            command, token = await asyncio.to_thread(token_command.try_typed, typed)
        except TokenCommandFailed as error:
            self._dialogue.say(error.message)
            return None
        return FoundToken(token, command[0], command=command)

    async def _choose(self, several: NotAToken) -> FoundToken | NotAToken:
        """Ask which of several tokens in a paste is meant."""
        self._dialogue.say("This contains several tokens. Nothing was sent.")
        for number, one in enumerate(several.choices, 1):
            self._dialogue.say(f"{number}  {one.source}, {one.token.masked}", hang=3)
        while True:
            typed = await self._dialogue.ask("Number of the right one (b back, ? help):", _WHICH_EXPLANATION)
            if typed == "b":
                return several
            if typed.isdecimal() and 1 <= int(typed) <= len(several.choices):
                return several.choices[int(typed) - 1]

    async def _sign_in(self) -> Answers | None:
        """Sign in with the browser; say why if that gives no token, and give None."""
        serve = self._session.serve_consent
        try:
            with serve() if serve else nullcontext(None) as origin:
                async with SignIn.of(self._session, browser_origin=origin) as sign_in:
                    await asyncio.to_thread(open_in_browser, sign_in.url)
                    self._dialogue.say("Sign in and choose a workspace in a browser, at this address:")
                    self._dialogue.show(sign_in.url)
                    if not await self._wait_for_browser(sign_in):
                        self._dialogue.say("Signing in was cancelled.")
                        return None
                    token, grant = await sign_in.finish()
            answers = await answers_of(self._session, self._answers, token, grant)
        except ApiError as error:
            self._dialogue.say(error.message)
            return None
        if answers.workspace:
            self._dialogue.say(f"Signed in. The token is for one workspace: {describe(answers.workspace)}.")
        return answers

    async def _wait_for_browser(self, sign_in: SignIn) -> bool:
        """Wait until someone has finished in the browser, or has pasted where it ended; False to go back."""
        while True:
            typed = await self._dialogue.ask(
                "Press Enter when the browser is done, or paste the address it ended at (b back, ? help):",
                _SIGN_IN_EXPLANATION,
            )
            if typed == "b":
                return False
            if not typed:
                self._dialogue.say("Waiting for the browser. Ctrl+C leaves.")
                return True
            try:
                sign_in.paste(typed)
            except SignInError as error:
                self._dialogue.say(error.message)
            else:
                return True

    def _question(self) -> str:
        """The question, with what Enter does."""
        keys = ["what you type is not shown"]
        if self._account:
            ending = self._account.token.ending
            named = f"the one that ends in {ending}" if ending else "the one given before"
            is_accepted = self._account is self._answers.account
            keys.append(f"Enter keeps {named}" if is_accepted else f"Enter tries {named} again")
        return f"API token ({', '.join([*keys, 'b back', '? help'])}):"

    def _report_found(self, found: FoundToken) -> None:
        self._dialogue.say(f"Found a token: {found.summary}. {found.doubt}".rstrip())

    async def _check(self, token: Token) -> Answers | None:
        """Ask ClickFunnels about the token; say why if it isn't accepted, and give None."""
        account = self._account_of(token)
        account.teams.load()
        view = await wait_until_loaded(
            self._dialogue,
            account.teams,
            "Asking ClickFunnels about this token.",
            lambda view: bool(view.count),
        )
        if view.state is not LoadState.FAILED or view.count or not view.error:
            return self._answers.with_account(account)
        self._dialogue.say(view.error.message)
        return await self._ask_workspace_id(account) if isinstance(view.error, NotAllowed) else None

    async def _ask_workspace_id(self, account: Account) -> Answers | None:
        """Ask for the workspace's id: a token for one workspace can't list teams. None to go back."""
        known = self._answers.workspace if self._answers.is_by_id else None
        preset = "" if known else self._session.presets.workspace or ""
        pasted = "" if known else self._answers.place.workspace_id
        keeps = f"Enter keeps {known.id}, " if known else f"Enter takes {pasted}, " if pasted else ""
        self._dialogue.say("If the token is for one workspace only, type that workspace's id.")
        while True:
            typed = preset or await self._dialogue.ask(
                f"Workspace id ({keeps}b back, ? help):", _BY_ID_EXPLANATION
            )
            preset = ""
            if typed == "b":
                return None
            if not typed and known:
                return self._answers
            typed = typed or pasted
            if not typed:
                self._dialogue.say(f"Nothing was typed. {WORKSPACE_ID_HINT}")
            elif found_token := token_in_answer(typed):
                self._report_found(found_token)
                return await self._check(found_token.token)
            elif answers := await self._look_up(account, typed):
                return answers

    async def _look_up(self, account: Account, typed: str) -> Answers | None:
        """Give the answers with the workspace of this id; say if there is none, and give None."""
        self._dialogue.say(f"Asking ClickFunnels for “{sanitize_line(typed)}”.")
        try:
            team, workspace = await workspace_by_id(account, typed, WORKSPACE_ID_HINT)
        except ApiError as error:
            self._dialogue.say(error.message)
            return None
        self._dialogue.say(f"Workspace: {describe(workspace)}.")
        return self._answers.with_account(account).with_workspace_by_id(team, workspace)

    def _account_of(self, token: Token) -> Account:
        """Give the token's account: the earlier one if it's the same token."""
        if self._account is None or self._account.token != token:
            if self._account:
                self._account.stop()
            self._account = self._session.connect(token)
        return self._account


def is_unfinished(text: str) -> bool:
    """Whether a paste continues on the next line: a command that ends in a backslash, or open JSON."""
    text = without_paste_marks(text)
    return text.rstrip(" ").endswith("\\") or (
        text.lstrip().startswith("{") and text.count("{") > text.count("}")
    )
