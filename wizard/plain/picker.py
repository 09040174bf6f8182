"""Choose one record of a list by its number, by its name, or by its id: steps 2 and 3."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from wizard.api.errors import ApiError
from wizard.api.live_list import LiveList, LoadState, LoadStatus
from wizard.api.models import Team, Workspace
from wizard.onboarding.resolve import is_called
from wizard.plain.dialogue import Dialogue, Turn
from wizard.plain.numbered import PAGE, Numbered, fitting
from wizard.plain.waiting import pauses_told, wait_for
from wizard.support.safe_text import sanitize_line
from wizard.words import plain as plain_words
from wizard.words import plain_picker as words

_KEYS = (
    "Type a number that stands before a line, or any part of a name or an id; an exact id chooses at once. "
    "m shows more, * shows all again, b goes back, Ctrl+C leaves with nothing saved."
)

Choice = TypeVar("Choice", bound=Team | Workspace)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is chosen, in words."""

    nouns: tuple[str, str]
    """One, and several."""
    nothing: str
    """What a list without any record means."""
    explanation: str


class Picker(Generic[Choice]):
    """Asks until something of the list is chosen."""

    def __init__(
        self,
        dialogue: Dialogue,
        listing: LiveList[Choice],
        subject: Subject,
        find: Callable[[str], Awaitable[Choice]],
        chosen: Choice | None,
    ) -> None:
        self._dialogue = dialogue
        self._listing = listing
        self._subject = subject
        self._find = find
        self._chosen = chosen
        self._numbered: Numbered[Choice] = Numbered(described)
        self._among: int | None = None
        """Of how many what was typed has found those that are shown; None where all are."""

    async def only(self) -> Choice | None:
        """Give the one record of a list that has no other."""
        await self._load()
        return self._listing.only()

    async def ask(self) -> Choice | Turn:
        """Give what is chosen."""
        await self._show_all()
        while True:
            typed = await self._dialogue.ask(self._question(), f"{self._subject.explanation}\n\n{_KEYS}")
            if typed == "b":
                return Turn.BACK
            choice = await self._take(typed)
            if choice is not None:
                return choice

    async def _take(self, typed: str) -> Choice | None:
        """Do what was typed; None where that leaves the question open."""
        numbered = self._numbered
        match typed:
            case "" if self._chosen and not self._among:
                return self._chosen
            case "" if self._among and numbered.only:
                return numbered.only
            case "r" if self._has_failed:
                self._listing.load()
                await self._show_all()
            case "*":
                await self._show_all()
            case "" | "m":
                await self._show_more()
            case _:
                return numbered.at(typed) or await self._narrow(typed)
        return None

    @property
    def _has_failed(self) -> bool:
        return self._listing.status.state is LoadState.FAILED

    @property
    def _grows(self) -> bool:
        """Whether more than what is there comes by itself."""
        return not self._among and self._listing.status.state is LoadState.LOADING

    async def _load(self, *, whole: bool = False) -> LoadStatus:
        """Let it load by itself, and wait for a page, or for all; what failed waits to be tried again."""
        if not self._has_failed:
            self._listing.load()
        _, nouns = self._subject.nouns
        busy = f"Loading all of the {nouns}." if whole else f"Loading the {nouns}."
        return await wait_for(
            self._dialogue, self._listing, busy, None if whole else lambda view: view.count >= PAGE
        )

    async def _show_all(self) -> None:
        """Show the beginning of the list, and what went wrong with it."""
        view = await self._load()
        self._among = None
        self._numbered.restart(self._items)
        if view.state is LoadState.COMPLETE and not view.count:
            self._dialogue.say(self._subject.nothing)
        self._show_page()
        self._tell_of_trouble()

    @property
    def _items(self) -> Sequence[Choice]:
        return list(self._listing.items)

    async def _show_more(self) -> None:
        if not self._among and not self._numbered.left:
            await self._load(whole=True)
            self._numbered.choices = self._items
        if self._numbered.left:
            self._show_page()
        elif self._among or not self._has_failed:
            self._dialogue.say(plain_words.THAT_IS_ALL)
        self._tell_of_trouble()

    async def _narrow(self, typed: str) -> Choice | None:
        """Give what is called exactly so; else show what fits."""
        view = await self._load(whole=True)
        items = self._items
        exact = [choice for choice in items if is_called(choice, typed)]
        if len(exact) == 1:
            return exact[0]
        found = fitting(typed, items, _texts)
        if view.state is LoadState.FAILED and (typed.isdecimal() or not found):
            return await self._find_by_hand(typed)
        if not found:
            self._dialogue.say(f"No {self._subject.nouns[0]} matches “{sanitize_line(typed)}”.")
            self._tell_of_left_out()
            return None
        self._among = len(items)
        self._numbered.restart(found)
        self._show_page()
        return None

    async def _find_by_hand(self, typed: str) -> Choice | None:
        try:
            async with pauses_told(self._dialogue, words.asking_for(sanitize_line(typed))):
                return await self._find(typed)
        except ApiError as error:
            self._dialogue.say(f"{error.what} {error.hint}")
            return None

    def _show_page(self) -> None:
        is_all = bool(self._among) or self._listing.status.state is LoadState.COMPLETE
        for line in self._numbered.next_page(self._subject.nouns, self._among, is_all=is_all):
            self._dialogue.say(line, hang=4)
        if self._grows:
            self._dialogue.say("More follow.")
        elif self._numbered.left:
            self._dialogue.say(plain_words.more_follow(self._numbered.left))

    def _tell_of_trouble(self) -> None:
        view = self._listing.status
        if view.error:
            self._dialogue.say(f"{view.error.what} {view.error.hint}")
        self._tell_of_left_out()

    def _tell_of_left_out(self) -> None:
        if left_out := self._listing.unreadable_error:
            self._dialogue.say(left_out.what)

    def _question(self) -> str:
        """Ask, and say what Enter and the letters do now."""
        keys = []
        if self._chosen and not self._among:
            keys.append(plain_words.enter_keeps(self._chosen.name))
        elif self._among and self._numbered.only:
            keys.append(f"Enter takes {self._numbered.only.name}")
        elif self._numbered.left or self._grows:
            keys.append(plain_words.ENTER_MORE)
        wanted = ["number or part of a name"] if self._numbered.choices else []
        if self._has_failed:
            keys.append(plain_words.R_TRIES_AGAIN)
            wanted.append(f"the {self._subject.nouns[0]}'s id")
        return _question_text(self._subject.nouns[0], wanted, [*keys, plain_words.BACK, plain_words.HELP])


def described(choice: Team | Workspace) -> str:
    """The choice in one line."""
    return plain_words.identified(choice.name, choice.id, _subdomain(choice))


def _texts(choice: Team | Workspace) -> Sequence[str]:
    return choice.name, str(choice.id), choice.public_id or "", _subdomain(choice)


def _subdomain(choice: Team | Workspace) -> str:
    return choice.subdomain if isinstance(choice, Workspace) else ""


def _question_text(noun: str, wanted: Sequence[str], keys: Sequence[str]) -> str:
    """Ask, and say what can be typed."""
    return f"{', '.join(filter(None, [noun.capitalize(), ' or '.join(wanted)]))} ({', '.join(keys)}):"
