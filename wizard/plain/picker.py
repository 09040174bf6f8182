"""Steps 2 and 3: choose a team or a workspace by its number in the list, by name, or by id."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from wizard.api.errors import ApiError
from wizard.api.live_list import LiveList, LoadState, LoadStatus
from wizard.api.models import Team, Workspace
from wizard.onboarding import step_texts
from wizard.onboarding.answers import Answers
from wizard.onboarding.flow import Back, Reply
from wizard.onboarding.resolve import is_called
from wizard.plain.dialogue import Dialogue
from wizard.plain.loading import pauses_announced, wait_until_loaded
from wizard.plain.numbered_list import NO_MORE, PAGE, NumberedList, more_follow
from wizard.support.matching import best_matches
from wizard.support.safe_text import sanitize_line

_KEYS = (
    "Type a number from the list, or part of a name or an id; an exact id is chosen at once. m shows more, "
    "* shows the whole list again, b goes back, Ctrl+C leaves with nothing saved."
)

Choice = TypeVar("Choice", bound=Team | Workspace)


@dataclass(frozen=True, slots=True)
class Subject:
    """The texts that differ between teams and workspaces."""

    nouns: tuple[str, str]
    """Singular and plural."""
    owner: str
    """What has them."""
    none: str
    """What it means if there is nothing to choose from."""
    explanation: str


_TEAM = Subject(
    ("team", "teams"),
    "token",
    "This token can't access any team. Go back with b and use a token of your own team.",
    step_texts.TEAM,
)
_WORKSPACE = Subject(
    ("workspace", "workspaces"),
    "team",
    "This team has no workspace yet. Create one in the ClickFunnels dashboard, or go back with b and choose "
    "another team.",
    step_texts.WORKSPACE,
)


async def ask_team(dialogue: Dialogue, answers: Answers, *, forward: bool) -> Reply:
    """Ask for the team. Moving forward, the only one is chosen without asking."""
    account = answers.account
    assert account
    expects = answers.expects_team if answers.place.team else None
    picker = Picker(dialogue, account.teams, _TEAM, account.find_team, answers.team, expects)
    if not (picked := await picker.pick(forward=forward)):
        return Back(answers)
    team, is_only = picked
    return answers.with_team(team, is_only=is_only)


async def ask_workspace(dialogue: Dialogue, answers: Answers, *, forward: bool) -> Reply:
    """Ask for the workspace. Moving forward, the team's only one is chosen without asking."""
    account, team = answers.account, answers.team
    assert account
    assert team
    find = partial(account.find_workspace, team)
    is_named = answers.place.workspace_id or answers.place.subdomain
    expects = answers.expects_workspace if is_named else None
    picker = Picker(dialogue, account.workspaces(team), _WORKSPACE, find, answers.workspace, expects)
    if not (picked := await picker.pick(forward=forward)):
        return Back(answers)
    workspace, is_only = picked
    return answers.with_workspace(workspace, is_only=is_only)


class Picker(Generic[Choice]):
    """Asks until something from the list is chosen."""

    def __init__(
        self,
        dialogue: Dialogue,
        listing: LiveList[Choice],
        subject: Subject,
        find: Callable[[str], Awaitable[Choice]],
        chosen: Choice | None,
        is_expected: Callable[[Choice], bool] | None,
    ) -> None:
        self._dialogue = dialogue
        self._listing = listing
        self._subject = subject
        self._find = find
        self._chosen = chosen
        """The earlier answer, which Enter keeps."""
        self._is_expected = is_expected
        """Whether a record was named in the paste with the token; None if the paste names none."""
        self._list: NumberedList[Choice] = NumberedList(describe, subject.nouns)

    async def pick(self, *, forward: bool) -> tuple[Choice, bool] | None:
        """Give what is chosen, and whether it's the only choice; None to go back.

        Moving forward, nothing is asked if there is only one choice.
        """
        noun = self._subject.nouns[0]
        if forward:
            await self._load()
            if only := self._listing.only():
                self._dialogue.say(f"The only {noun} of this {self._subject.owner}: {describe(only)}.")
                return only, True
        choice = await self._ask()
        if choice is None:
            return None
        self._dialogue.say(f"{noun.capitalize()}: {describe(choice)}.")
        return choice, False

    async def _ask(self) -> Choice | None:
        if self._is_expected and not self._chosen:
            await self._load(whole=True)
        await self._show_all()
        while True:
            typed = await self._dialogue.ask(self._question(), f"{self._subject.explanation}\n\n{_KEYS}")
            if typed == "b":
                return None
            if (choice := await self._handle(typed)) is not None:
                return choice

    async def _handle(self, typed: str) -> Choice | None:
        """Do what was typed; None if nothing is chosen by that."""
        match typed:
            case "" if self._default and not self._list.searched:
                return self._default
            case "" if self._list.only_match:
                return self._list.only_match
            case "r" if self._has_failed:
                self._listing.load()
                await self._show_all()
            case "*":
                await self._show_all()
            case "" | "m":
                await self._show_more()
            case _:
                return self._list.at(typed) or await self._search(typed)
        return None

    @property
    def _default(self) -> Choice | None:
        """What Enter chooses: the earlier answer, or else what was pasted."""
        if self._chosen or not self._is_expected:
            return self._chosen
        return next(filter(self._is_expected, self._listing.items), None)

    @property
    def _has_failed(self) -> bool:
        return self._listing.status.state is LoadState.FAILED

    @property
    def _is_growing(self) -> bool:
        """Whether more records are about to arrive."""
        return not self._list.searched and self._listing.status.state is LoadState.LOADING

    async def _load(self, *, whole: bool = False) -> LoadStatus:
        """Load a page or the whole list. After a failure, only `r` tries again."""
        if not self._has_failed:
            self._listing.load()
        _, plural = self._subject.nouns
        if whole:
            return await wait_until_loaded(self._dialogue, self._listing, f"Loading all {plural}.")
        return await wait_until_loaded(
            self._dialogue, self._listing, f"Loading the {plural}.", lambda view: view.count >= PAGE
        )

    async def _show_all(self) -> None:
        """Show the first page of the list, and what went wrong with it."""
        view = await self._load()
        self._list.restart(list(self._listing.items))
        if view.state is LoadState.COMPLETE and not view.count:
            self._dialogue.say(self._subject.none)
        self._show_page()
        self._report_problems()

    async def _show_more(self) -> None:
        if not self._list.searched and not self._list.left:
            await self._load(whole=True)
            self._list.choices = list(self._listing.items)
        if self._list.left:
            self._show_page()
        elif self._list.searched or not self._has_failed:
            self._dialogue.say(NO_MORE)
        self._report_problems()

    async def _search(self, typed: str) -> Choice | None:
        """Give the exact match, or show what matches."""
        view = await self._load(whole=True)
        records = list(self._listing.items)
        exact = [record for record in records if is_called(record, typed)]
        if len(exact) == 1:
            return exact[0]
        found = best_matches(typed, records, _searched_texts)
        if view.state is LoadState.FAILED and (typed.isdecimal() or not found):
            return await self._find_by_id(typed)
        if not found:
            self._dialogue.say(f"No {self._subject.nouns[0]} matches “{sanitize_line(typed)}”.")
            self._report_left_out()
            return None
        self._list.restart(found, searched=len(records))
        self._show_page()
        return None

    async def _find_by_id(self, typed: str) -> Choice | None:
        """Ask ClickFunnels for a record that isn't in the part of the list that was loaded."""
        try:
            async with pauses_announced(self._dialogue, f"Asking ClickFunnels for “{sanitize_line(typed)}”."):
                return await self._find(typed)
        except ApiError as error:
            self._dialogue.say(error.message)
            return None

    def _show_page(self) -> None:
        for line in self._list.next_page(is_complete=self._listing.status.state is LoadState.COMPLETE):
            self._dialogue.say(line, hang=4)
        if self._is_growing:
            self._dialogue.say("More follow.")
        elif self._list.left:
            self._dialogue.say(more_follow(self._list.left))

    def _report_problems(self) -> None:
        if error := self._listing.status.error:
            self._dialogue.say(error.message)
        self._report_left_out()

    def _report_left_out(self) -> None:
        if left_out := self._listing.unreadable_error:
            self._dialogue.say(left_out.what)

    def _question(self) -> str:
        """The question, with what Enter and the letters do now."""
        noun, keys = self._subject.nouns[0], []
        wanted = ["number or part of a name"] if self._list.choices else []
        if self._default and not self._list.searched:
            keys.append(f"Enter {'keeps' if self._chosen else 'takes'} {self._default.name}")
        elif self._list.only_match:
            keys.append(f"Enter takes {self._list.only_match.name}")
        elif self._list.left or self._is_growing:
            keys.append("Enter more")
        if self._has_failed:
            keys.append("r tries again")
            wanted.append(f"the {noun}'s id")
        asked = ", ".join(filter(None, [noun.capitalize(), " or ".join(wanted)]))
        return f"{asked} ({', '.join([*keys, 'b back', '? help'])}):"


def describe(record: Team | Workspace) -> str:
    """Name a record with what tells it apart from others of the same name."""
    subdomain = _subdomain(record)
    return f"{record.name} ({subdomain}, id {record.id})" if subdomain else f"{record.name} (id {record.id})"


def _searched_texts(record: Team | Workspace) -> Sequence[str]:
    return record.name, str(record.id), record.public_id or "", _subdomain(record)


def _subdomain(record: Team | Workspace) -> str:
    return record.subdomain if isinstance(record, Workspace) else ""
