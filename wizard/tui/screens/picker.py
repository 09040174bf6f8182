"""Choose one record of a list, by filtering it while it loads; steps 2 and 3 are made of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Input, Static

from wizard.api.errors import ApiError
from wizard.api.live_list import LiveList, LoadState, LoadStatus
from wizard.api.models import Team, Workspace
from wizard.onboarding.answers import Answers
from wizard.onboarding.flow import Back, Reply
from wizard.support.matching import rank
from wizard.tui.screens.step import StepScreen
from wizard.tui.widgets.columns import Column
from wizard.tui.widgets.filter_input import FilterInput
from wizard.tui.widgets.notice import Mood
from wizard.tui.widgets.record_table import RecordTable
from wizard.words import key_names as key_names_words
from wizard.words import lists as words

Choice = TypeVar("Choice", bound=Team | Workspace)

REST_SECONDS = 0.15
"""How long the cursor has to stay on a record before something is fetched ahead for it."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """How the search for something typed by hand stands."""

    typed: str = ""
    error: ApiError | None = None


class PickerScreen(StepScreen, Generic[Choice]):
    """A filter over a table. Subclasses give the words, the columns, and what a choice means."""

    CSS_PATH = "tables.tcss"
    NOUNS: ClassVar[tuple[str, str]]
    """One, and several."""
    IS_BRIEF = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "retry", "Try again", id="retry"),
    ]

    view: reactive[LoadStatus] = reactive(LoadStatus())
    lookup: reactive[Lookup] = reactive(Lookup())

    def __init__(
        self,
        answers: Answers,
        listing: LiveList[Choice],
        columns: Sequence[Column[Choice]],
        *,
        chosen: Choice | None,
        takes_single: bool,
    ) -> None:
        super().__init__(answers)
        assert answers.account
        self._account = answers.account
        self._listing = listing
        self._chosen = chosen
        self._takes_single = takes_single
        self._seen = 0
        self._typed = ""
        self._query = ""
        """What is filtered by: what is typed, but for the moment in which that is drawn."""
        self._matches: list[Choice] = []
        self._count = Static(id="count", markup=False)
        self._table: RecordTable[Choice] = RecordTable(columns, id="choices")

    def empty(self) -> tuple[str, str]:
        """What a list without any record means, and what to do."""
        raise NotImplementedError

    def texts(self, choice: Choice) -> tuple[str, ...]:
        """What can be typed to find the choice, its name first."""
        raise NotImplementedError

    def answer(self, choice: Choice, *, is_only: bool) -> Answers:
        """The answers with this choice in them."""
        raise NotImplementedError

    async def find(self, typed: str) -> Choice:
        """Fetch by id what the list does not show. Raises an `ApiError`."""
        raise NotImplementedError

    def follows(self, choice: Choice) -> LiveList[Any]:
        """The list that will be shown next if this is chosen."""
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        """The filter with its count, above the table."""
        with Horizontal(id="filter"):
            yield FilterInput(placeholder="Type to filter", id="query", select_on_focus=False)
            yield self._count
        yield self._table

    def on_mount(self) -> None:
        """Load all of the list; the focus stays in the filter, whatever is clicked."""
        self._table.can_focus = False
        self._listing.load()
        self._follow()

    @work(group="follow", exclusive=True)
    async def _follow(self) -> None:
        async for view in self._listing.changes():
            self.view = view

    def watch_view(self) -> None:
        """Show what has come, without moving what is there."""
        if self._takes_single and (single := self._listing.only()):
            self._choose(single, is_only=True)
            return
        new = self._listing.items[self._seen :]
        self._seen += len(new)
        self._matches.extend(choice for choice in new if self._rank(choice) is not None)
        self._table.show(self._matches, self._row_of_chosen(new))
        self._tell()
        self.refresh_bindings()

    def watch_lookup(self) -> None:
        """Say how the search for something typed stands."""
        self._tell()

    @on(Input.Changed, "#query")
    def note_typed(self, event: Input.Changed) -> None:
        """Filter as soon as what was typed is drawn."""
        self._typed = event.value.strip()
        self._takes_single = False
        self.workers.cancel_group(self, "find")
        self.lookup = Lookup()
        self.call_after_refresh(self._filter)

    def _filter(self) -> None:
        """Show only what matches, the best match first and under the cursor."""
        if self._query == self._typed:
            return
        self._query = self._typed
        ranked = [(self._rank(choice), choice) for choice in self._listing.items[: self._seen]]
        found = [(place, choice) for place, choice in ranked if place is not None]
        self._matches = [choice for _, choice in sorted(found, key=lambda pair: pair[0])]
        self._table.show(self._matches, 0)
        self._tell()

    @on(RecordTable.Highlighted)
    def wait_for_rest(self) -> None:
        """Let go of what was fetched ahead for another record, and fetch ahead once the cursor rests."""
        if not self.reply.done():
            self._account.prefetch(None)
            self._rest(self._table.current)

    @work(group="rest", exclusive=True)
    async def _rest(self, choice: Choice | None) -> None:
        await asyncio.sleep(REST_SECONDS)
        if choice is not None:
            self._account.prefetch(self.follows(choice))

    @on(RecordTable.Selected)
    def choose_by_mouse(self) -> None:
        """A second click chooses."""
        self.action_go_on()

    def action_go_on(self) -> None:
        """Choose what is under the cursor; what the list lacks is looked up by its id."""
        self._filter()
        choice = self._table.current
        if choice is not None:
            self._choose(choice)
        elif self._query and self.view.state is not LoadState.COMPLETE and not self._is_looking:
            self.lookup = Lookup(self._query)
            self._look_up()

    @on(FilterInput.Moved)
    def move_cursor(self, event: FilterInput.Moved) -> None:
        """Move the table's cursor while the filter has the focus."""
        self._filter()
        getattr(self._table, f"action_{event.action}")(*event.arguments)

    def action_retry(self) -> None:
        """Go on loading where it failed."""
        self.lookup = Lookup()
        self._listing.load()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Trying again is for lists that failed."""
        if action == "retry":
            return True if self.view.state is LoadState.FAILED else None
        return super().check_action(action, parameters)

    def why_not(self, name: str) -> str:
        """Why a key does nothing here."""
        return words.NOTHING_FAILED if name == "retry" else super().why_not(name)

    @property
    def _is_looking(self) -> bool:
        return bool(self.lookup.typed) and self.lookup.error is None

    @work(group="find", exclusive=True)
    async def _look_up(self) -> None:
        try:
            choice = await self.find(self.lookup.typed)
        except ApiError as error:
            self.lookup = replace(self.lookup, error=error)
        else:
            self._choose(choice)

    def _choose(self, choice: Choice, *, is_only: bool = False) -> None:
        """Ask for what follows, if it is not on its way already, while the next screen is made."""
        self._leave(self.answer(choice, is_only=is_only), self.follows(choice))

    def action_go_back(self) -> None:
        """Clear the filter, or return to the step before; nothing is fetched ahead any more."""
        field = self.query_one(FilterInput)
        if field.value:
            field.clear()
        else:
            self._leave(Back(self.answers), None)

    def _leave(self, reply: Reply, ahead: LiveList[Any] | None) -> None:
        self.workers.cancel_group(self, "rest")
        self._account.prefetch(ahead)
        self.finish(reply)

    def _rank(self, choice: Choice) -> int | None:
        name, *others = self.texts(choice)
        return rank(self._query, name, others)

    def _row_of_chosen(self, new: Sequence[Choice]) -> int | None:
        """Where the choice of before came with these new records, or None."""
        if self._chosen is None or not any(choice.id == self._chosen.id for choice in new):
            return None
        ids = [choice.id for choice in self._matches]
        return ids.index(self._chosen.id) if self._chosen.id in ids else None

    def _tell(self) -> None:
        """The count, and the one remark that matters most now."""
        self._count.update(self._counted())
        view, left_out = self.view, self._listing.unreadable_error
        failed = self.lookup.error or (None if self._is_looking else view.error)
        if failed:
            by_hand = (
                (
                    f"{key_names_words.key('retry')} tries again. Or type the {self.NOUNS[0]}’s id "
                    f"and press Enter."
                )
                if view.error
                else ""
            )
            self.notice.say(Mood.ERROR, failed.what, f"{failed.hint} {by_hand}".rstrip())
        elif self._is_looking:
            self.notice.say(Mood.BUSY, f"Asking ClickFunnels for “{self.lookup.typed}”.")
        elif view.state is LoadState.LOADING:
            self.notice.say(Mood.BUSY, words.LOADING if not view.count else "Loading more.")
        elif not view.count:
            self.notice.say(Mood.WARNING, *self.empty())
        elif not self._matches:
            hint = f"{words.shows_all()} {left_out.what if left_out else ''}".rstrip()
            self.notice.say(Mood.CALM, f"No {self.NOUNS[0]} matches “{self._query}”.", hint)
        elif left_out:
            self.notice.say(Mood.WARNING, left_out.what)
        else:
            self.notice.hush()

    def _counted(self) -> str:
        total = f"{self.view.count:,}" + ("" if self.view.state is LoadState.COMPLETE else "+")
        noun = self.NOUNS[total != "1"]
        whole = f"{total} {noun}" if self.view.count else ""
        shown = f"{len(self._matches):,} of {total}" if self._query else whole
        return shown.ljust(max(len(whole), len(f"{total} of {total}")))  # the field beside it does not jump
