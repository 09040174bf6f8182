"""Step 1: the access token, checked with ClickFunnels before going on."""

from __future__ import annotations

from wizard.account import Account
from wizard.flow import Answers, Back, Reply
from wizard.listing import State
from wizard.pasted import Found, NotAToken, read
from wizard.run import Run
from wizard.secret import Token
from wizard.words import steps as words

from .dialogue import Dialogue, Turn
from .waiting import wait_for

_WHERE = (
    f"To get a token, open {words.DASHBOARD} and go to your team, Team Settings, Developer Portal, Add new "
    "platform application. Fill it in, Create, and copy its API access token."
)
_KEYS = "Nothing that you type or paste is shown. b goes back, Ctrl+C leaves with nothing saved."


class TokenStep:
    """Asks for a token until ClickFunnels takes one."""

    def __init__(self, dialogue: Dialogue, run: Run, answers: Answers) -> None:
        self._dialogue = dialogue
        self._run = run
        self._answers = answers
        self._account = answers.account
        """What the token reaches that was asked about last: Enter asks about it again."""

    async def ask(self) -> Reply:
        """Give the answers with what the token reaches."""
        given = self._run.given.token
        if given and not self._account and (reply := await self._check(given)):
            return reply
        if not self._account:
            self._dialogue.say(f"{_WHERE} {words.SHARING}")
        while True:
            token = await self._token()
            if token is Turn.BACK and self._run.opens_home:
                return Back(self._answers)
            if token is Turn.BACK:
                self._dialogue.say("This is the first question. Ctrl+C leaves.")
            elif reply := await self._check(token):
                return reply

    async def _token(self) -> Token | Turn:
        """Ask for a token: the offered one, or another."""
        offer = self._run.offer
        if offer and not self._account:
            summary = Found(offer.token).summary
            agreed = await self._dialogue.agrees(
                f"Use {offer.source} ({summary})?", words.TOKEN, default=True, goes_back=self._run.opens_home
            )
            if agreed:
                return Turn.BACK if agreed is Turn.BACK else offer.token
        while True:
            text = await self._dialogue.ask_unseen(self._question(), f"{words.TOKEN}\n\n{_KEYS}", is_open)
            if text == "b":
                return Turn.BACK
            if not text and self._account:
                return self._account.token
            found = read(text)
            if isinstance(found, Found):
                self._dialogue.say(f"Found {found.summary}. {found.doubt}".rstrip())
                return found.token
            self._tell_of_none(found)

    def _question(self) -> str:
        """Ask, and say what Enter does."""
        keys = ["not shown"]
        if self._account:
            named = _named(self._account.token)
            is_kept = self._account is self._answers.account
            keys.append(f"Enter keeps {named}" if is_kept else f"Enter tries {named} again")
        return f"API token ({', '.join([*keys, 'b back', '? help'])}):"

    def _tell_of_none(self, reading: NotAToken) -> None:
        reason = reading.reason or "Nothing came."
        self._dialogue.say(f"{reason} Nothing was sent. Paste your token, and press Enter.")

    async def _check(self, token: Token) -> Answers | None:
        """Ask ClickFunnels about the token; None where it does not take it, which is said."""
        account = self._account_of(token)
        account.teams.want()
        busy = "Asking ClickFunnels about this token."
        view = await wait_for(self._dialogue, account.teams, busy, lambda view: bool(view.count))
        if view.state is State.FAILED and not view.count and view.error:
            self._dialogue.say(f"{view.error.what} {view.error.hint}")
            return None
        return self._answers.with_account(account)

    def _account_of(self, token: Token) -> Account:
        """The account of the token; the one of before when it is the same."""
        if self._account is None or self._account.token != token:
            if self._account:
                self._account.stop()
            self._account = self._run.connect(token)
        return self._account


def is_open(text: str) -> bool:
    """Whether a paste goes on in the next line: a command that says so, or JSON that is not closed."""
    return text.rstrip(" ").endswith("\\") or (
        text.lstrip().startswith("{") and text.count("{") > text.count("}")
    )


def _named(token: Token) -> str:
    return f"the one that ends in {token.ending}" if token.ending else "the one of before"
