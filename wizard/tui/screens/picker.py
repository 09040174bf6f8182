"""Pick one record from a list that loads while it's filtered: the screen of the team and workspace steps."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input

from wizard.api.errors import ApiError
from wizard.api.live_list import LiveList, LoadState, LoadStatus
from wizard.api.models import Team, Workspace
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.flow import Back, Reply
from wizard.onboarding.session import Session
from wizard.support.matching import best_matches, rank
from wizard.tui.keymap import bind, key_name
from wizard.tui.screens.step import StepScreen
from wizard.tui.widgets.columns import Column
from wizard.tui.widgets.filter_input import FilterInput
from wizard.tui.widgets.key_bar import KeyBar
from wizard.tui.widgets.key_reasons import NOTHING_FAILED
from wizard.tui.widgets.notice import Message, Notice, Severity
from wizard.tui.widgets.record_table import RecordTable

Choice = TypeVar("Choice", bound=Team | Workspace)

FETCH_AHEAD_SECONDS = 0.15
"""How long the cursor rests on a record before the list behind it is fetched ahead."""


@dataclass(frozen=True, slots=True)
class Choices(Generic[Choice]):
    """What a picker offers: its words, its list, and what choosing a record means."""

    step: Step
    introduction: Content
    noun: str
    """What one record is called; an s makes it plural."""
    if_empty: tuple[str, str]
    """What an empty list means, and what to do after going back."""
    columns: Sequence[Column[Choice]]
    records: LiveList[Choice]
    is_expected: Callable[[Choice], bool]
    """Whether a record was chosen before, or named in the paste with the token: it gets the cursor."""
    texts: Callable[[Choice], tuple[str, ...]]
    """What a filter searches, the name first."""
    answer: Callable[[Choice, bool], Answers]
    """Adds a choice to the answers; the flag says whether it was the only one."""
    find: Callable[[str], Awaitable[Choice]]
    """Fetches the record with a typed id. Raises an `ApiError`."""
    next_list: Callable[[Choice], LiveList[Any]]
    """The list that the next step shows for a choice."""


@dataclass(frozen=True, slots=True)
class PickerState(Generic[Choice]):
    """Everything a picker shows."""

    status: LoadStatus
    query: str = ""
    matches: tuple[Choice, ...] = ()
    """Best match first; records that arrive later are added at the end, so rows never move."""
    looking_up: str = ""
    """The typed id that ClickFunnels was asked for."""
    lookup_error: ApiError | None = None
    is_awaited: bool = False
    """Whether Enter was pressed before anything matched, so that it counts once the list is complete."""

    @property
    def is_looking_up(self) -> bool:
        """Whether the answer for a typed id is still awaited."""
        return bool(self.looking_up) and self.lookup_error is None


class PickerScreen(StepScreen, Generic[Choice]):
    """A filter above a table of `choices`.

    With `takes_single`, a list with only one record answers itself unless something was typed.
    """

    HELP = (
        "A team contains workspaces. A workspace is one business, with its own funnels, products and "
        "contacts.\n\n"
        "Type part of a name, a subdomain or an id to filter. If the list can't be loaded, type the id and "
        "press Enter."
    )
    IS_BRIEF = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("retry", "retry", "Try again", "Continue loading the list"),
    ]

    state: reactive[PickerState[Choice]] = reactive(PickerState(LoadStatus()), repaint=False)

    def __init__(
        self, answers: Answers, session: Session, choices: Choices[Choice], *, takes_single: bool
    ) -> None:
        self.choices = choices
        super().__init__(answers, choices.step, session)
        assert answers.account
        self._account = answers.account
        self._takes_single = takes_single
        self.notice = Notice(keeps_place=True)
        self._filter = FilterInput(placeholder="Type to filter", id="query", select_on_focus=False)
        self._filter.nothing = f"No {choices.noun}"
        self._table: RecordTable[Choice] = RecordTable(choices.columns, id="choices")

    def introduction(self) -> Content:
        """What is listed."""
        return self.choices.introduction

    def compose(self) -> ComposeResult:
        """The filter, what there is to say about it or the list, and the table."""
        yield self.heading()
        yield self._filter
        yield self.notice
        yield self._table
        yield KeyBar()

    def on_mount(self) -> None:
        """Load the whole list; the focus stays in the filter, whatever is clicked."""
        self._table.can_focus = False
        self.choices.records.load()
        self._follow()

    @work(group="follow", exclusive=True)
    async def _follow(self) -> None:
        """Take over each page as it arrives."""
        records = self.choices.records
        async for status in records.changes():
            state = self.state
            new = records.items[state.status.count : status.count]
            matches = tuple(choice for choice in new if self._rank(state.query, choice) is not None)
            self.state = replace(state, status=status, matches=state.matches + matches)
            if self._takes_single and (single := records.only()):
                self._choose(single, is_only=True)
            elif self.state.is_awaited and status.state is not LoadState.LOADING:
                self.state = replace(self.state, is_awaited=False)
                self.action_go_on()

    @on(Input.Changed, "#query")
    def filter_by(self, event: Input.Changed) -> None:
        """Show only what matches what was typed, best match first, with the cursor on it."""
        self._takes_single = False
        self.workers.cancel_group(self, "look up")
        state, query = self.state, event.value.strip()
        loaded = self.choices.records.items[: state.status.count]
        matches = tuple(best_matches(query, loaded, self.choices.texts))
        self.state = PickerState(state.status, query, matches)

    def _rank(self, query: str, choice: Choice) -> int | None:
        name, *others = self.choices.texts(choice)
        return rank(query, name, others)

    def watch_state(self, before: PickerState[Choice], now: PickerState[Choice]) -> None:
        """Draw the state."""
        row = self._row_expected(len(before.matches)) if now.query == before.query else 0
        self._table.show(now.matches, row)
        self._filter.border_subtitle = self._counted()
        self._filter.nothing_to_choose = self._nothing_to_choose()
        self._filter.unmatched = now.query if self._matches_nothing else ""
        self._filter.set_class(now.lookup_error is not None or self._matches_nothing, "-failed")
        self.notice.show(self._remark())
        self.refresh_bindings()

    @property
    def _matches_nothing(self) -> bool:
        """Whether what was typed is in no record of the complete list."""
        state = self.state
        return bool(state.query and not state.matches) and state.status.state is LoadState.COMPLETE

    def _nothing_to_choose(self) -> str:
        """Say why there is nothing that Enter could choose or look up."""
        state, noun = self.state, self.choices.noun
        if state.matches or (state.query and not self._matches_nothing):
            return ""
        if state.status.state is LoadState.LOADING:
            return "The list is still loading."
        return f"No {noun} matches that." if state.query else f"There is no {noun} to choose."

    def _row_expected(self, start: int) -> int | None:
        """Find the expected record among the matches from row `start` on."""
        new = enumerate(self.state.matches[start:], start)
        return next((row for row, choice in new if self.choices.is_expected(choice)), None)

    @on(RecordTable.Highlighted)
    def fetch_ahead(self) -> None:
        """Fetch the next step's list for the record the cursor rests on, and for no other."""
        if not self.reply.done():
            self._account.prefetch(None)
            self._fetch_ahead()

    @work(group="fetch ahead", exclusive=True)
    async def _fetch_ahead(self) -> None:
        await asyncio.sleep(FETCH_AHEAD_SECONDS)
        if choice := self._table.current:
            self._account.prefetch(self.choices.next_list(choice))

    @on(FilterInput.Moved)
    async def move_cursor(self, event: FilterInput.Moved) -> None:
        """Move the table's cursor while the filter has the focus."""
        await self._table.run_action(event.action)

    @on(RecordTable.Selected)
    def action_go_on(self) -> None:
        """Choose the highlighted record; look up by its id what an incomplete list doesn't show."""
        state = self.state
        if choice := self._table.current:
            self._choose(choice)
        elif state.query and state.status.state is LoadState.LOADING and not state.query.isdecimal():
            self.state = replace(state, is_awaited=True)
        elif state.query and state.status.state is not LoadState.COMPLETE and not state.is_looking_up:
            self.state = replace(state, looking_up=state.query, lookup_error=None)
            self._look_up()

    @work(group="look up", exclusive=True)
    async def _look_up(self) -> None:
        try:
            choice = await self.choices.find(self.state.looking_up)
        except ApiError as error:
            self.state = replace(self.state, lookup_error=error)
        else:
            self._choose(choice)

    def action_retry(self) -> None:
        """Continue loading where it failed."""
        self.state = replace(self.state, looking_up="", lookup_error=None)
        self.choices.records.load()

    def why_not(self, action: str) -> str:
        """Trying again is for lists that failed."""
        has_failed = self.state.status.state is LoadState.FAILED
        return NOTHING_FAILED if action == "retry" and not has_failed else super().why_not(action)

    def action_go_back(self) -> None:
        """Return to the step before."""
        self._leave(Back(self.answers), None)

    def _choose(self, choice: Choice, *, is_only: bool = False) -> None:
        """Answer with a choice, and request the next step's list while its screen is made."""
        self._leave(self.choices.answer(choice, is_only), self.choices.next_list(choice))

    def _leave(self, reply: Reply, next_list: LiveList[Any] | None) -> None:
        self.workers.cancel_group(self, "fetch ahead")
        self._account.prefetch(next_list)
        self.finish(reply)

    def _remark(self) -> Message | None:
        """The one thing that matters most now: its severity, what it is, and what to do about it."""
        state, status, noun = self.state, self.state.status, self.choices.noun
        left_out = self.choices.records.unreadable_error
        error = state.lookup_error or (None if state.is_looking_up else status.error)
        if error:
            by_id = f"{key_name(self, 'retry')} tries again. Or type the {noun}’s id and press Enter."
            return Severity.ERROR, error.what, f"{error.hint} {by_id if status.error else ''}".rstrip()
        if state.is_looking_up:
            return Severity.BUSY, f"Asking ClickFunnels for “{state.looking_up}”.", ""
        if state.is_awaited:
            return Severity.BUSY, f"Looking for “{state.query}” while the list loads.", ""
        if status.state is LoadState.LOADING:
            return Severity.BUSY, "Loading more." if status.count else "Loading.", ""
        if not status.count:
            what, after_going_back = self.choices.if_empty
            return Severity.WARNING, what, f"Press {key_name(self, 'go_back')} and {after_going_back}."
        return (Severity.WARNING, left_out.what, "") if left_out else None

    def _counted(self) -> str:
        """How many records are shown."""
        state, count = self.state, self.state.status.count
        total = f"{count:,}" + ("" if state.status.state is LoadState.COMPLETE else "+")
        if state.query:
            return f"{len(state.matches):,} of {total}"
        return f"{total} {self.choices.noun}{'' if total == '1' else 's'}" if count else ""
