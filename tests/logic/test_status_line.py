"""What a command reports while it waits: one line, or a countdown on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from wizard.cli.status_line import StatusLine
from wizard.support.wait_tracker import WaitTracker, parse_timeout

ERASED = "\r\x1b[K"


class Clock:
    """A clock that only the test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class ManualLine:
    """A status line that the test updates itself, without a thread or a real wait."""

    def __init__(
        self, line: StatusLine, waits: WaitTracker, clock: Clock, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.line = line
        self.waits = waits
        self._clock = clock
        self._capsys = capsys

    def after(self, seconds: float) -> str:
        """Move the clock, and return what is written to standard error."""
        self._clock.now += seconds
        self.line.tick()
        return self._capsys.readouterr().err


@pytest.fixture
def make(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[type[ManualLine]]:
    """Make a status line that the test updates itself."""
    monkeypatch.setattr("wizard.cli.status_line._width", lambda: 60)

    def made(
        *,
        redraws: bool,
        shows_network: bool = True,
        logs: bool = False,
        progress: str = "",
        share: float | None = None,
    ) -> ManualLine:
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
        return ManualLine(line, waits, clock, capsys)

    return made  # type: ignore[return-value]


def test_a_wait_is_reported_once_after_two_seconds(make: type[ManualLine]) -> None:
    status = make(redraws=False)
    with status.waits.waiting_for("ClickFunnels (a.test)", is_network=True):
        assert status.after(1.9) == ""
        assert status.after(0.2) == "Waiting for ClickFunnels (a.test)\n"
        assert status.after(30) == ""
    with status.waits.waiting_for("ClickFunnels (b.test)", is_network=True):
        assert status.after(2.1) == "Waiting for ClickFunnels (b.test)\n"


def test_consecutive_short_waits_count_as_one_long_wait(make: type[ManualLine]) -> None:
    status = make(redraws=False)
    for _ in range(4):
        with status.waits.waiting_for("ClickFunnels (a.test)", is_network=True):
            said = status.after(0.6)
            status.waits.note_activity()
    assert said == "Waiting for ClickFunnels (a.test)\n"


def test_waiting_for_a_lock_is_reported_at_once(make: type[ManualLine]) -> None:
    for redraws in (False, True):
        status = make(redraws=redraws)
        with status.waits.waiting_for("another program to release the lock x.lock"):
            assert status.after(0.1) == "Waiting for another program to release the lock x.lock\n"
            assert status.after(9) == ""


def test_on_a_terminal_the_line_counts_seconds_and_is_erased_at_the_end(
    make: type[ManualLine], capsys: pytest.CaptureFixture[str]
) -> None:
    status = make(redraws=True)
    with status.waits.waiting_for("ClickFunnels (a.test)", is_network=True):
        assert status.after(1) == ""
        assert status.after(2) == f"{ERASED}Waiting for ClickFunnels (a.test) · 3 s"
        assert status.after(0.1) == ""
        assert status.after(1) == f"{ERASED}Waiting for ClickFunnels (a.test) · 4 s"
        status.waits.listener = status.line
    assert capsys.readouterr().err == ERASED
    status.line.close()


def test_a_countdown_comes_first_so_that_it_is_never_cut_off(make: type[ManualLine]) -> None:
    status = make(redraws=True, progress="1,240 of 25,000 contacts · 11 pages a second · 3 min left")
    with status.waits.waiting_for("ClickFunnels asks to slow down", pause=30, is_network=True):
        first = status.after(0)
        assert first == f"{ERASED}Waiting 30 s: ClickFunnels asks to slow down"
        assert status.after(12.5).startswith(f"{ERASED}Waiting 18 s: ")
        assert status.after(17).startswith(f"{ERASED}Waiting 1 s: ")


def test_in_a_pipe_concurrent_pauses_are_one_line(make: type[ManualLine]) -> None:
    status = make(redraws=False)
    reason = "ClickFunnels asks to slow down"
    with (
        status.waits.waiting_for(reason, pause=30, is_network=True),
        status.waits.waiting_for(reason, pause=29, is_network=True),
        status.waits.waiting_for("ClickFunnels (a.test)", is_network=True),
    ):
        assert status.after(0.1) == "Waiting 30 s: ClickFunnels asks to slow down\n"
        assert status.after(5) == ""
    with status.waits.waiting_for(reason, pause=1, is_network=True):
        assert status.after(0.1) == "", "too short to report"


def test_nothing_is_drawn_while_something_else_is_written(make: type[ManualLine]) -> None:
    status = make(redraws=True, progress="20 contacts")
    assert status.after(0) == f"{ERASED}20 contacts"
    with status.line.hidden():
        assert status.after(0) == ERASED
        assert status.after(60) == ""
    assert status.after(0) == f"{ERASED}20 contacts"


def test_a_bar_fills_the_rest_of_the_line_unless_something_is_waited_for(make: type[ManualLine]) -> None:
    status = make(redraws=True, progress="50% · 20 of about 40 contacts · 9 s left", share=0.5)
    assert status.after(0) == f"{ERASED}{'━' * 9}{'─' * 9} 50% · 20 of about 40 contacts · 9 s left"
    with status.waits.waiting_for("ClickFunnels asks to slow down", pause=30, is_network=True):
        assert status.after(0).startswith(f"{ERASED}Waiting 30 s: ClickFunnels asks to slow down · 50%")
    status = make(redraws=True, progress="x" * 52, share=0.5)
    assert status.after(0) == f"{ERASED}{'x' * 52}", "no room for a bar"


def test_a_narrow_line_leaves_out_what_does_not_fit_but_cuts_no_word(
    make: type[ManualLine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wizard.cli.status_line._width", lambda: 40)
    status = make(
        redraws=True, progress="8% · 1,998 of 25,000 contacts · 1,326 a second · 17 s left", share=0.08
    )
    assert status.after(0) == f"{ERASED}━──────── 8% · 1,998 of 25,000 contacts"
    with status.waits.waiting_for("ClickFunnels asks everyone to slow down", pause=30, is_network=True):
        assert status.after(0) == f"{ERASED}Waiting 30 s: ClickFunnels asks…"


def test_a_log_gets_a_line_every_ten_seconds(make: type[ManualLine]) -> None:
    status = make(redraws=False, logs=True, progress="50% · 20 of 40 contacts", share=0.5)
    assert status.after(9.9) == ""
    assert status.after(0.1) == "50% · 20 of 40 contacts\n"
    assert status.after(9.9) == ""
    assert status.after(0.1) == "50% · 20 of 40 contacts\n"
    with status.waits.waiting_for("ClickFunnels (a.test)", is_network=True):
        status.waits.note_activity()
        assert status.after(1.9) == "", "contacts arrive"
        assert status.after(0.2) == "Waiting for ClickFunnels (a.test) · 50% · 20 of 40 contacts\n"
    assert make(redraws=False, progress="20 contacts").after(60) == "", "data goes into a pipe"


def test_without_network_waits_only_locks_are_reported(make: type[ManualLine]) -> None:
    status = make(redraws=False, shows_network=False)
    with status.waits.waiting_for("ClickFunnels (a.test)", is_network=True):
        assert status.after(9) == ""
        with status.waits.waiting_for("another program to release the lock x.lock"):
            assert "x.lock" in status.after(1)


def test_activity_extends_the_timeout() -> None:
    clock = Clock()
    waits = WaitTracker(clock)
    waits.timeout = 60
    began = clock()
    clock.now += 59
    assert waits.seconds_left(began) == 1
    waits.note_activity()
    clock.now += 10
    assert waits.seconds_left(began) == 50
    assert waits.seconds_left(clock()) == 60, "a wait that begins now has the whole timeout"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("60", 60), ("0.5", 0.5), ("0", None), ("-1", None), ("inf", None), ("nan", None), ("a minute", None)],
)
def test_a_timeout_is_a_positive_number_of_seconds(text: str, seconds: float | None) -> None:
    assert parse_timeout(text) == seconds
