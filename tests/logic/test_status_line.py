"""What a command says while it waits: one line, or a countdown on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from wizard.cli.status_line import StatusLine
from wizard.support.wait_tracker import WaitTracker, parse_timeout

ERASED = "\r\x1b[K"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Told:
    """A status line that only the test moves on, without a thread or a real wait."""

    def __init__(
        self, line: StatusLine, waits: WaitTracker, clock: Clock, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.line = line
        self.waits = waits
        self._clock = clock
        self._capsys = capsys

    def after(self, seconds: float) -> str:
        """What is written to standard error after so many seconds."""
        self._clock.now += seconds
        self.line.tick()
        return self._capsys.readouterr().err


@pytest.fixture
def make(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Told]]:
    """Make a status line that only the test moves on."""
    monkeypatch.setattr("wizard.cli.status_line._width", lambda: 60)

    def made(
        *,
        redraws: bool,
        shows_network: bool = True,
        logs: bool = False,
        progress: str = "",
        share: float | None = None,
    ) -> Told:
        clock = Clock()
        waits = WaitTracker(clock)
        line = StatusLine(
            redraws=redraws,
            shows_network=shows_network,
            logs=logs,
            share=lambda: share,
            progress=(lambda: progress) if progress else None,
            tracker=waits,
        )
        return Told(line, waits, clock, capsys)

    return made  # type: ignore[return-value]


def test_a_wait_is_said_after_two_seconds_and_once(make: type[Told]) -> None:
    told = make(redraws=False)
    with told.waits.waiting_for("ClickFunnels (a.test)", is_network=True):
        assert told.after(1.9) == ""
        assert told.after(0.2) == "Waiting for ClickFunnels (a.test)\n"
        assert told.after(30) == ""
    with told.waits.waiting_for("ClickFunnels (b.test)", is_network=True):
        assert told.after(2.1) == "Waiting for ClickFunnels (b.test)\n"


def test_many_short_waits_are_one_long_one(make: type[Told]) -> None:
    told = make(redraws=False)
    for _ in range(4):
        with told.waits.waiting_for("ClickFunnels (a.test)", is_network=True):
            said = told.after(0.6)
            told.waits.note_activity()
    assert said == "Waiting for ClickFunnels (a.test)\n"


def test_a_lock_is_said_at_once_as_whoever_takes_it_has_tried_already(make: type[Told]) -> None:
    for redraws in (False, True):
        told = make(redraws=redraws)
        with told.waits.waiting_for("another program to release the lock x.lock"):
            assert told.after(0.1) == "Waiting for another program to release the lock x.lock\n"
            assert told.after(9) == ""


def test_on_a_terminal_the_line_is_drawn_with_its_seconds_and_taken_away(
    make: type[Told], capsys: pytest.CaptureFixture[str]
) -> None:
    told = make(redraws=True)
    with told.waits.waiting_for("ClickFunnels (a.test)", is_network=True):
        assert told.after(1) == ""
        assert told.after(2) == f"{ERASED}Waiting for ClickFunnels (a.test) · 3 s"
        assert told.after(0.1) == ""
        assert told.after(1) == f"{ERASED}Waiting for ClickFunnels (a.test) · 4 s"
        told.waits.listener = told.line
    assert capsys.readouterr().err == ERASED
    told.line.close()


def test_a_pause_comes_first_and_counts_down_where_the_rest_is_cut_off(make: type[Told]) -> None:
    told = make(redraws=True, progress="1,240 of 25,000 contacts · 11 pages a second · 3 min left")
    with told.waits.waiting_for("ClickFunnels asks to slow down", pause=30, is_network=True):
        first = told.after(0)
        assert first.startswith(f"{ERASED}Waiting 30 s: ClickFunnels asks to slow down · 1,240")
        assert len(first) - len(ERASED) == 59
        assert told.after(12.5).startswith(f"{ERASED}Waiting 18 s: ")
        assert told.after(17).startswith(f"{ERASED}Waiting 1 s: ")


def test_a_pause_is_one_line_in_a_pipe_however_many_requests_make_it(make: type[Told]) -> None:
    told = make(redraws=False)
    reason = "ClickFunnels asks to slow down"
    with (
        told.waits.waiting_for(reason, pause=30, is_network=True),
        told.waits.waiting_for(reason, pause=29, is_network=True),
        told.waits.waiting_for("ClickFunnels (a.test)", is_network=True),
    ):
        assert told.after(0.1) == "Waiting 30 s: ClickFunnels asks to slow down\n"
        assert told.after(5) == ""
    with told.waits.waiting_for(reason, pause=1, is_network=True):
        assert told.after(0.1) == "", "too short to be worth a line"


def test_nothing_is_drawn_while_something_else_is_written(make: type[Told]) -> None:
    told = make(redraws=True, progress="20 contacts")
    assert told.after(0) == f"{ERASED}20 contacts"
    with told.line.hidden():
        assert told.after(0) == ERASED
        assert told.after(60) == ""
    assert told.after(0) == f"{ERASED}20 contacts"


def test_a_bar_fills_the_rest_of_the_line_unless_something_is_waited_for(make: type[Told]) -> None:
    told = make(redraws=True, progress="50% · 20 of about 40 contacts · 9 s left", share=0.5)
    assert told.after(0) == f"{ERASED}{'━' * 9}{'─' * 9} 50% · 20 of about 40 contacts · 9 s left"
    with told.waits.waiting_for("ClickFunnels asks to slow down", pause=30, is_network=True):
        assert told.after(0).startswith(f"{ERASED}Waiting 30 s: ClickFunnels asks to slow down · 50%")
    told = make(redraws=True, progress="x" * 52, share=0.5)
    assert told.after(0) == f"{ERASED}{'x' * 52}", "no room for a bar"


def test_a_log_gets_a_line_every_ten_seconds(make: type[Told]) -> None:
    told = make(redraws=False, logs=True, progress="50% · 20 of 40 contacts", share=0.5)
    assert told.after(9.9) == ""
    assert told.after(0.1) == "50% · 20 of 40 contacts\n"
    assert told.after(9.9) == ""
    assert told.after(0.1) == "50% · 20 of 40 contacts\n"
    assert make(redraws=False, progress="20 contacts").after(60) == "", "data goes into a pipe"


def test_a_program_that_says_itself_what_it_asks_tells_of_locks_only(make: type[Told]) -> None:
    told = make(redraws=False, shows_network=False)
    with told.waits.waiting_for("ClickFunnels (a.test)", is_network=True):
        assert told.after(9) == ""
        with told.waits.waiting_for("another program to release the lock x.lock"):
            assert "x.lock" in told.after(1)


def test_patience_ends_after_silence_alone() -> None:
    clock = Clock()
    waits = WaitTracker(clock)
    waits.timeout = 60
    began = clock()
    clock.now += 59
    assert waits.seconds_left(began) == 1
    waits.note_activity()
    clock.now += 10
    assert waits.seconds_left(began) == 50
    assert waits.seconds_left(clock()) == 60, "who begins to wait only now has all the time"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("60", 60), ("0.5", 0.5), ("0", None), ("-1", None), ("inf", None), ("nan", None), ("a minute", None)],
)
def test_a_limit_is_a_number_of_seconds(text: str, seconds: float | None) -> None:
    assert parse_timeout(text) == seconds
