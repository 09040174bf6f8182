"""Step 1: the access token, checked with ClickFunnels before going on."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.account.account import Account
from wizard.api.errors import ApiError, NotAllowed
from wizard.api.live_list import LoadState
from wizard.onboarding import step_texts
from wizard.onboarding.answers import Answers
from wizard.onboarding.flow import Back, Reply
from wizard.onboarding.resolve import WORKSPACE_ID_HINT, workspace_by_id
from wizard.onboarding.session import Session
from wizard.plain.dialogue import Dialogue, Turn
from wizard.plain.picker import described
from wizard.plain.waiting import wait_for
from wizard.support.pasted_token import (
    FoundToken,
    NotAToken,
    find_token,
    token_in_answer,
    without_paste_marks,
)
from wizard.support.safe_text import sanitize_line
from wizard.support.secret import Token
from wizard.words import plain as plain_words
from wizard.words import plain_picker as picker_words

_TOKEN_KEYS = "Nothing that you type or paste is shown. b goes back, Ctrl+C leaves with nothing saved."


def _where(dashboard: str) -> str:
    """The way to a token."""
    return (
        f"To get a token, open {dashboard} and choose your team, then Team Settings, then Developer Portal, "
        "then Add new platform application. Fill it in, press Create, and copy its API access token."
    )


_WHERE = f"{_where(step_texts.TEAMS_PAGE)} {step_texts.SHARING}"
_OFFER_EXPLANATION = f"{step_texts.TOKEN}\n\n{step_texts.SHARING}"
_EXPLANATION = f"{step_texts.TOKEN}\n\n{_TOKEN_KEYS}"


class TokenStep:
    """Asks for a token until ClickFunnels takes one."""

    def __init__(self, dialogue: Dialogue, session: Session, answers: Answers) -> None:
        self._dialogue = dialogue
        self._session = session
        self._answers = answers
        self._account = answers.account
        """What the token reaches that was asked about last: Enter asks about it again."""

    async def ask(self) -> Reply:
        """Give the answers with what the token reaches."""
        presets = self._session.presets.token
        if presets and not self._account and (reply := await self._check(presets)):
            return reply
        if not self._account and not self._session.suggestion:
            self._dialogue.say(_WHERE)
        while True:
            token = await self._token()
            if token is Turn.BACK and self._session.opens_home:
                return Back(self._answers)
            if token is Turn.BACK:
                self._dialogue.say("This is the first question. Ctrl+C leaves.")
            elif reply := await self._check(token):
                return reply

    async def _token(self) -> Token | Turn:
        """Ask for a token: the offered one, or another."""
        offer = self._session.suggestion
        if offer and not self._account:
            summary = FoundToken(offer.token).summary
            agreed = await self._dialogue.agrees(
                f"Use {offer.source} ({summary})?",
                _OFFER_EXPLANATION,
                default=True,
                goes_back=self._session.opens_home,
            )
            if agreed:
                return Turn.BACK if agreed is Turn.BACK else offer.token
            self._dialogue.say(_WHERE)
        while True:
            text = await self._dialogue.ask_unseen(self._question(), _EXPLANATION, is_open)
            if text == "b":
                return Turn.BACK
            if not text and self._account:
                return self._account.token
            found = find_token(text)
            if isinstance(found, FoundToken):
                self._dialogue.say(_found(found.summary, found.doubt))
                return found.token
            self._tell_of_none(found)

    def _question(self) -> str:
        """Ask, and say what Enter does."""
        keys = ["what you type is not shown"]
        if self._account:
            named = _named(self._account.token)
            is_kept = self._account is self._answers.account
            keys.append(plain_words.enter_keeps(named) if is_kept else f"Enter tries {named} again")
        return _token_question([*keys, plain_words.BACK, plain_words.HELP])

    def _tell_of_none(self, reading: NotAToken) -> None:
        self._dialogue.say(_paste_again(reading.reason or "The line was empty."))

    async def _check(self, token: Token) -> Answers | None:
        """Ask ClickFunnels about the token; None where it does not take it, which is said."""
        account = self._account_of(token)
        account.teams.load()
        view = await wait_for(
            self._dialogue,
            account.teams,
            "Asking ClickFunnels about this token.",
            lambda view: bool(view.count),
        )
        if view.state is not LoadState.FAILED or view.count or not view.error:
            return self._answers.with_account(account)
        self._dialogue.say(f"{view.error.what} {view.error.hint}")
        return await self._by_id(account) if isinstance(view.error, NotAllowed) else None

    async def _by_id(self, account: Account) -> Answers | None:
        """Ask for the workspace's id: a token for one workspace can't list teams. None leads back."""
        known = self._answers.workspace if self._answers.is_by_id else None
        typed = "" if known else self._session.presets.workspace or ""
        self._dialogue.say("If the token is for one workspace only, type that workspace's id.")
        while True:
            question = _workspace_question(known.id if known else None)
            typed = typed or await self._dialogue.ask(
                question,
                (
                    "A token for one workspace can't list teams and workspaces, so the workspace "
                    "has to be named by its id "
                    "or public id. b goes back to the token, Ctrl+C leaves with nothing saved."
                ),
            )
            if typed == "b":
                return None
            if not typed and known:
                return self._answers
            if not typed:
                self._dialogue.say(f"Nothing was typed. {WORKSPACE_ID_HINT}")
            elif found_token := token_in_answer(typed):
                self._dialogue.say(_found(found_token.summary, found_token.doubt))
                return await self._check(found_token.token)
            elif found := await self._look_up(account, typed):
                return found
            typed = ""

    async def _look_up(self, account: Account, typed: str) -> Answers | None:
        """Give the answers with the workspace of this id; None where there is none, which is said."""
        self._dialogue.say(picker_words.asking_for(sanitize_line(typed)))
        try:
            team, workspace = await workspace_by_id(account, typed, WORKSPACE_ID_HINT)
        except ApiError as error:
            self._dialogue.say(f"{error.what} {error.hint}")
            return None
        self._dialogue.say(plain_words.chosen(plain_words.TITLE_WORKSPACE, described(workspace)))
        return self._answers.with_account(account).with_workspace_by_id(team, workspace)

    def _account_of(self, token: Token) -> Account:
        """The account of the token; the one of before when it is the same."""
        if self._account is None or self._account.token != token:
            if self._account:
                self._account.stop()
            self._account = self._session.connect(token)
        return self._account


def is_open(text: str) -> bool:
    """Whether a paste goes on in the next line: a command that says so, or JSON that is not closed."""
    text = without_paste_marks(text)
    return text.rstrip(" ").endswith("\\") or (
        text.lstrip().startswith("{") and text.count("{") > text.count("}")
    )


def _named(token: Token) -> str:
    return f"the one that ends in {token.ending}" if token.ending else "the one given before"


def _token_question(keys: Sequence[str]) -> str:
    """Ask for a token."""
    return f"API token ({', '.join(keys)}):"


def _workspace_question(known: int | None) -> str:
    """Ask for the id of a workspace that can't be listed."""
    keeps = f"Enter keeps {known}, " if known else ""
    return f"Workspace id ({keeps}b back, ? help):"


def _found(summary: str, doubt: str) -> str:
    """What was typed holds a token."""
    return f"Found a token: {summary}. {doubt}".rstrip()


def _paste_again(reason: str) -> str:
    """What was typed holds none."""
    return f"{reason} Nothing was sent. Paste your token, and press Enter."
