"""`cfw contacts`: every contact exactly once and in order, to files and pipes, whatever happens meanwhile."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from command_support import Cfw, Done, World
from starlette.responses import HTMLResponse, JSONResponse, Response

from wizard.api.retry import Retry
from wizard.cli import session_factory
from wizard.contacts.export.partial_file import count_unfinished
from wizard.sandbox import (
    DEMO_TOKEN,
    Access,
    InventedContacts,
    Platform,
    SandboxTeam,
    SandboxWorkspace,
    create_app,
)
from wizard.sandbox.people import invented_tags

Asgi = Callable[..., Any]
Records = Sequence[dict[str, Any]]


def platform(contacts: Any) -> Platform:
    workspace = SandboxWorkspace(44, "The List", "the-list", contacts=contacts, tags=invented_tags(44))
    return Platform((SandboxTeam(3, "A Team", None, (workspace,)),), {DEMO_TOKEN: Access()})


@pytest.fixture
def holding(cfw: Cfw, world: World) -> Callable[[Any], None]:
    """Set up a workspace with these contacts, and make it the current profile."""

    def hold(contacts: Any) -> None:
        world.becomes(platform(contacts))
        done = cfw("setup", "--token-stdin", "--workspace", "44", stdin=DEMO_TOKEN)
        assert done.status == 0
        world.asked.clear()

    return hold


def between(world: World, before: Callable[[Any, int], Response | None]) -> list[int]:
    """Let `before` answer in the platform's place, or change something; gives the number of pages so far."""
    inner, asked = world.app, [0]

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"].endswith("/contacts"):
            asked[0] += 1
            answer = before(scope, asked[0])
            if answer is not None:
                await answer(scope, receive, send)
                return
        await inner(scope, receive, send)

    world.app = app
    return asked


def ids(done: Done) -> list[int]:
    return [json.loads(line)["id"] for line in done.out.splitlines()]


def invented(count: int) -> list[dict[str, Any]]:
    return [dict(one) for one in InventedContacts(44, count)]


# Complete and exact


@pytest.mark.parametrize("order", ["oldest", "newest"])
@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 40, 41, 5_000])
def test_every_contact_is_written_once_and_completely(
    cfw: Cfw, holding: Callable[[Any], None], count: int, order: str
) -> None:
    contacts = invented(count)
    holding(InventedContacts(44, count))
    done = cfw("contacts", "--order", order)
    assert (done.status, done.err) == (0, "")
    assert [json.loads(line) for line in done.out.splitlines()] == contacts[:: -1 if order == "newest" else 1]


def test_gaps_of_any_size_between_the_ids(cfw: Cfw, holding: Callable[[Any], None]) -> None:
    random = Random(4)
    numbers = sorted({int(10 ** random.uniform(0, 12)) for _ in range(1_500)})
    holding([{"id": number} for number in numbers])
    assert ids(cfw("contacts")) == numbers


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_changes_elsewhere_in_the_list_lose_no_contact(
    cfw: Cfw, holding: Callable[[Any], None], world: World, order: str
) -> None:
    contacts = invented(2_000)
    at_first = {one["id"] for one in contacts}
    random = Random(9)
    holding(contacts)

    def change(scope: Any, count: int) -> None:
        for _ in range(random.randrange(5)):
            contacts.pop(random.randrange(len(contacts)))
        contacts.append({**contacts[-1], "id": contacts[-1]["id"] + 1})

    between(world, change)
    done = cfw("contacts", "--order", order)
    found = ids(done)
    stayed = at_first & {one["id"] for one in contacts}
    assert done.status == 0
    assert found == sorted(set(found), reverse=order == "newest")
    assert stayed <= set(found)
    assert 1_000 < len(stayed) < 2_000


@pytest.mark.parametrize("lost", ["404", "first page", "empty page"])
def test_a_server_that_forgets_cursors_is_read_page_by_page_with_a_note(
    cfw: Cfw, holding: Callable[[Any], None], world: World, lost: str
) -> None:
    contacts = invented(400)
    holding(contacts)

    def forget(scope: Any, count: int) -> Response | None:
        query = dict(part.split("=") for part in scope["query_string"].decode().split("&") if "=" in part)
        after = int(query.get("after", 0))
        if count == 3 and after:
            contacts[:] = [one for one in contacts if one["id"] != after]
        if after and after not in {one["id"] for one in contacts}:
            if lost == "404":
                return JSONResponse({"error": "Not found: Record missing"}, 404)
            if lost == "empty page":
                return JSONResponse([])
            rest = contacts[-20:][::-1] if query.get("sort_order") == "desc" else contacts[:20]
            return JSONResponse(rest, headers={"Pagination-Next": str(rest[-1]["id"])})
        return None

    between(world, forget)
    done = cfw("contacts")
    found = ids(done)
    assert done.status == 0
    assert {one["id"] for one in contacts} <= set(found)
    assert found == sorted(set(found))
    assert "page by page" in done.err


@pytest.mark.parametrize(
    "fault",
    [
        JSONResponse({"error": "slow down"}, 429, {"Retry-After": "0"}),
        HTMLResponse("<h1>Bad gateway</h1>", 502, {"Retry-After": "0"}),
    ],
    ids=["429", "502"],
)
def test_temporary_failures_lose_nothing(
    cfw: Cfw, holding: Callable[[Any], None], world: World, fault: Response
) -> None:
    holding(InventedContacts(44, 2_000))
    between(world, lambda scope, count: fault if count % 7 == 0 else None)
    done = cfw("contacts")
    assert done.status == 0
    assert ids(done) == [one["id"] for one in InventedContacts(44, 2_000)]


def test_broken_connections_lose_nothing(
    cfw: Cfw, holding: Callable[[Any], None], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_factory, "Retry", partial(Retry, first_seconds=0.01))
    holding(InventedContacts(44, 1_000))
    inner = world.app
    asked = 0

    async def breaking(scope: Any, receive: Any, send: Any) -> None:
        nonlocal asked
        asked += 1
        if asked % 6 == 0:
            await send(
                {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"99")]}
            )
            await send({"type": "http.response.body", "body": b"[{", "more_body": False})
        else:
            await inner(scope, receive, send)

    world.app = breaking
    done = cfw("contacts")
    assert done.status == 0
    assert ids(done) == [one["id"] for one in InventedContacts(44, 1_000)]


def test_a_token_revoked_meanwhile_ends_the_export_with_its_status(
    cfw: Cfw, holding: Callable[[Any], None], world: World
) -> None:
    holding(InventedContacts(44, 2_000))
    revoked = JSONResponse({"error": "API key missing or invalid"}, 401)
    between(world, lambda scope, count: revoked if count > 20 else None)
    done = cfw("contacts", "--output", "all.jsonl")
    assert done.status == 4
    assert "does not accept this token" in done.err
    assert "--resume continues from there" in done.err
    assert not Path("all.jsonl").exists()
    assert Path("all.jsonl.part").exists()


# Selecting contacts


def test_filters_and_limits(cfw: Cfw, holding: Callable[[Any], None], world: World) -> None:
    contacts = invented(500)
    holding(InventedContacts(44, 500))
    tag = contacts[2]["tags"][0]
    assert ids(cfw("contacts", "--limit", "1")) == [contacts[0]["id"]]
    assert ids(cfw("contacts", "--limit", "21")) == [one["id"] for one in contacts[:21]]
    assert ids(cfw("contacts", "--limit", "450", "--order", "newest")) == [
        one["id"] for one in contacts[::-1][:450]
    ]
    assert ids(cfw("contacts", "--inactive")) == [one["id"] for one in contacts if not one["is_active"]]
    assert ids(cfw("contacts", "--active")) == [one["id"] for one in contacts if one["is_active"]]
    with_tag = [one["id"] for one in contacts if tag["id"] in [each["id"] for each in one["tags"]]]
    assert ids(cfw("contacts", "--tag", tag["name"].upper())) == with_tag
    assert ids(cfw("contacts", "--tag", str(tag["id"]))) == with_tag
    wanted = [one for one in contacts if one["email_address"]][3:5]
    emails = [part for one in wanted for part in ("--email", one["email_address"])]
    assert ids(cfw("contacts", *emails)) == [one["id"] for one in wanted]
    numbers = [part for one in wanted for part in ("--id", str(one["id"]))]
    assert ids(cfw("contacts", *numbers, "--email", wanted[0]["email_address"])) == [wanted[0]["id"]]


def test_a_small_limit_fetches_no_more_than_it_needs(
    cfw: Cfw, holding: Callable[[Any], None], world: World
) -> None:
    holding(InventedContacts(44, 5_000))
    asked = between(world, lambda scope, count: None)
    cfw("contacts", "--limit", "20")
    assert asked == [1]


def test_another_workspace_by_its_name(saved: Cfw) -> None:
    assert len(saved("contacts", "chanoyu").out.splitlines()) == 21
    assert len(saved("contacts", "eclair-studio").out.splitlines()) == 15
    assert saved("contacts", "nowhere").status == 3


def test_errors_are_reported(saved: Cfw) -> None:
    done = saved("contacts", "--tag", "nobody has this")
    assert done.status == 2
    assert "has no tag “nobody has this”" in done.err
    assert "customer" in done.err
    assert saved("contacts", "--resume").status == 2
    assert saved("contacts", "--resume", "--output", "-").status == 2
    assert saved("contacts", "--id", "x").status == 2
    assert saved("contacts", "--limit", "0").status == 2
    assert saved("contacts", *["--email", "a" * 50 + "@example.com"] * 100).status == 2
    assert saved("contacts", "--profile", "unknown").status == 3


def test_the_demo_needs_no_profile_and_no_network(cfw: Cfw) -> None:
    done = cfw("contacts", "--demo", "--limit", "3")
    assert len(done.out.splitlines()) == 3
    assert cfw("--demo", "contacts", "42", "--format", "json").out.count('"workspace_id":42') == 57


# Formats


HOSTILE = [
    "=HYPERLINK(1)", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1", "a\u2028b\u0085c",
    "x\u202eevil\u2066", "\x1b[31mred\x9b", 'say "hi", or\nnot', "\ud800 alone", "👩‍🚀", "",
]  # fmt: skip


def hostile() -> list[dict[str, Any]]:
    contacts = [
        {"id": place + 1, "first_name": text, "phone_number": "+15550000001", "custom_attributes": {}}
        for place, text in enumerate(HOSTILE)
    ]
    contacts[3]["custom_attributes"] = {"=1+1": "x", "source": "podcast"}
    contacts[5]["tags"] = [{"id": 1, "name": "customer"}, {"id": 2, "name": "VIP, really"}]
    contacts[7]["visits"] = {"first_visit": {"utm_source": "google"}, "last_visit": None}
    return contacts


def served(contacts: Records) -> Asgi:
    """A list of contacts, escaped as the API does it, so that lone surrogates can be served as well."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        answer = Response(json.dumps(contacts).encode(), media_type="application/json")
        await answer(scope, receive, send)

    return app


@pytest.fixture
def evil(cfw: Cfw, holding: Callable[[Any], None], world: World) -> Cfw:
    holding([])
    world.app = served(hostile())
    return cfw


def test_json_lines_keep_all_text_and_are_safe_to_print(evil: Cfw) -> None:
    out = evil("contacts", "--format", "jsonl").out
    assert [json.loads(line) for line in out.split("\n")[:-1]] == hostile()
    assert len(out.splitlines()) == len(HOSTILE)
    assert not any(character in out for character in "\u2028\u0085\u202e\u2066\x1b\x9b")
    assert "👩‍🚀" in out


@pytest.mark.parametrize("count", [0, 1, 41])
def test_json_is_one_array(cfw: Cfw, holding: Callable[[Any], None], count: int) -> None:
    holding(InventedContacts(44, count))
    assert json.loads(cfw("contacts", "--format", "json").out) == invented(count)


def test_csv_has_all_columns_and_no_formulas(evil: Cfw) -> None:
    out = evil("contacts", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert len(rows) == len(HOSTILE)
    for cell in (cell for row in rows for cell in (*row, *row.values())):
        assert not cell.startswith(("=", "@", "\t", "\r", "＝"))
    for row, text in zip(rows, HOSTILE, strict=True):
        assert row["first_name"].removeprefix("'") == text.replace("\ud800", "?")
        assert row["phone_number"] == "+15550000001"
    assert rows[2]["first_name"] == "'-2+3"
    assert rows[3]["custom_attributes.source"] == "podcast"
    assert rows[3]["custom_attributes.=1+1"] == "x"
    assert rows[5]["tags"] == "customer, VIP, really"
    assert rows[7]["visits.first_visit.utm_source"] == "google"
    assert rows[0]["visits.first_visit.utm_source"] == ""


def test_the_table_is_aligned_with_wide_letters_too(cfw: Cfw, holding: Callable[[Any], None]) -> None:
    from rich.cells import cell_len

    holding(InventedContacts(44, 60))
    lines = cfw("contacts", "--format", "table").out.splitlines()
    assert len(lines) == 61
    at = lines[0].index("added")
    for line, contact in zip(lines[1:], invented(60), strict=True):
        before, _, _ = line.partition(contact["created_at"][:10])
        assert cell_len(before) == at


# Files


def test_the_file_name_ending_decides_the_format(saved: Cfw) -> None:
    for name, begins in (
        ("a.csv", "id,"),
        ("a.json", "[\n{"),
        ("a.jsonl", '{"id"'),
        ("a.txt", "id  "),
        ("a", "{"),
    ):
        done = saved("contacts", "--output", name)
        assert (done.status, done.out) == (0, "")
        assert f"Wrote 57 contacts to {name}" in done.err
        assert Path(name).read_text(encoding="utf-8").startswith(begins)
        assert stat.S_IMODE(Path(name).stat().st_mode) == 0o600
    assert sorted(path.name for path in Path().iterdir()) == ["a", "a.csv", "a.json", "a.jsonl", "a.txt"]
    assert saved("contacts", "--output", "-").out.count("\n") == 57


def test_quiet_says_only_what_went_wrong(saved: Cfw) -> None:
    assert saved("contacts", "--output", "a.csv", "--quiet").err == ""
    assert "cannot be written" in saved("contacts", "--output", "missing/a.csv", "--quiet").err


def test_a_replaced_file_keeps_its_permissions_and_place(saved: Cfw) -> None:
    real, link = Path("real.jsonl"), Path("link.jsonl")
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    assert saved("contacts", "--output", "link.jsonl").status == 0
    assert link.is_symlink()
    assert len(real.read_text().splitlines()) == 57
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_file_appears_whole_or_not_at_all_and_resuming_completes_it(
    cfw: Cfw, holding: Callable[[Any], None], world: World
) -> None:
    holding(InventedContacts(44, 1_000))
    app = world.app
    Path("all.csv").write_text("old")
    broken = HTMLResponse("no", 500)
    between(world, lambda scope, count: broken if count > 25 else None)
    done = cfw("contacts", "--output", "all.csv")
    assert done.status == 5
    assert "having trouble" in done.err
    assert "all.csv.part; the same command with --resume continues from there" in done.err
    assert Path("all.csv").read_text() == "old"
    assert stat.S_IMODE(Path("all.csv.part").stat().st_mode) == 0o600
    world.app = app
    asked = between(world, lambda scope, count: None)
    assert cfw("contacts", "--output", "all.csv", "--resume").status == 0
    assert not Path("all.csv.part").exists()
    to_resume = asked[0]
    assert cfw("contacts", "--output", "again.csv").status == 0
    assert Path("again.csv").read_bytes() == Path("all.csv").read_bytes()
    assert to_resume < asked[0] - to_resume, "resuming asks for less than beginning anew"


def test_a_truncated_part_file_is_resumed_from_its_last_complete_line(
    cfw: Cfw, holding: Callable[[Any], None]
) -> None:
    holding(InventedContacts(44, 200))
    assert cfw("contacts", "--output", "whole.jsonl").status == 0
    whole = Path("whole.jsonl").read_bytes()
    about = b'{"clickfunnels_export":1,"workspace":44}\n'
    for kept in (0, 1, 5_000, len(whole) // 2, len(whole)):
        Path("all.jsonl.part").write_bytes(about + whole[:kept])
        assert cfw("contacts", "--output", "all.jsonl", "--resume").status == 0
        assert Path("all.jsonl").read_bytes() == whole
    Path("all.jsonl.part").write_bytes(about[:20])
    assert cfw("contacts", "--output", "all.jsonl", "--resume").status == 0
    assert Path("all.jsonl").read_bytes() == whole


def test_resuming_after_the_last_contact_was_deleted_loses_nothing(
    cfw: Cfw, holding: Callable[[Any], None]
) -> None:
    contacts = invented(100)
    holding(contacts)
    part = b'{"clickfunnels_export":1,"workspace":44}\n' + b"".join(
        json.dumps(one).encode() + b"\n" for one in contacts[:50]
    )
    Path("all.jsonl.part").write_bytes(part)
    expected = [one["id"] for one in contacts]
    del contacts[49]
    assert cfw("contacts", "--output", "all.jsonl", "--resume").status == 0
    assert [json.loads(line)["id"] for line in Path("all.jsonl").read_bytes().splitlines()] == expected


def test_the_part_file_of_another_export_is_left_alone(cfw: Cfw, holding: Callable[[Any], None]) -> None:
    holding(InventedContacts(44, 100))
    about = b'{"clickfunnels_export":1,"workspace":44,"filter[is_active]":"true"}\n'
    part = Path("all.jsonl.part")
    part.write_bytes(about)
    done = cfw("contacts", "--output", "all.jsonl", "--resume")
    assert done.status == 2
    assert "all.jsonl.part belongs to a different export" in done.err
    assert part.read_bytes() == about
    assert cfw("contacts", "--output", "all.jsonl").status == 0
    assert not part.exists()


def test_unwritable_paths_are_reported_before_anything_is_fetched(
    cfw: Cfw, holding: Callable[[Any], None], world: World
) -> None:
    holding(InventedContacts(44, 100))
    asked = between(world, lambda scope, count: None)
    Path("folder").mkdir()
    for place in ("folder", "missing/all.csv", "/dev/null/all.csv", "x" * 300):
        done = cfw("contacts", "--output", place)
        assert done.status == 1
        assert "cannot be written" in done.err
    assert asked == [0]
    assert sorted(path.name for path in Path().iterdir()) == ["folder"]


def test_a_named_pipe_gets_the_contacts_as_they_arrive(saved: Cfw, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["wc", "-l", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
        assert saved("contacts", "--output", str(pipe)).status == 0
        assert reader.stdout
        assert reader.stdout.read().split()[0] == "57"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


# Interrupted processes


@pytest.fixture
def slow(cfw: Cfw, holding: Callable[[Any], None], world: World) -> Iterator[list[str]]:
    """Return the command of a slow export, to run as a process of its own."""
    import asyncio

    holding(InventedContacts(44, 3_000))
    inner = world.app

    async def slowly(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(0.1)
        await inner(scope, receive, send)

    world.app = slowly
    yield [sys.executable, "-m", "wizard", "contacts", "--output", "all.jsonl"]
    world.app = create_app()


def lines_of(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_killed_export_is_resumed_to_the_same_bytes(slow: list[str], how: signal.Signals) -> None:
    process = subprocess.Popen(slow, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while lines_of(Path("all.jsonl.part")) < 60 and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(how)
    _, said = process.communicate(timeout=30)
    kept = lines_of(Path("all.jsonl.part"))
    assert 60 <= kept < 3_000
    assert not Path("all.jsonl").exists()
    assert "Traceback" not in said
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert "--resume continues from there" in said
    resumed = subprocess.run([*slow, "--resume"], capture_output=True, text=True, check=True)
    assert "Wrote 3,000 contacts" in resumed.stderr
    numbers = [json.loads(line)["id"] for line in Path("all.jsonl").read_bytes().splitlines()]
    assert numbers == [one["id"] for one in InventedContacts(44, 3_000)]
    assert not Path("all.jsonl.part").exists()


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_resuming_asks_only_for_what_had_not_arrived(
    slow: list[str], world: World, form: str, order: str
) -> None:
    command = [*slow[:-1], f"all.{form}", "--order", order]
    part = Path(f"all.{form}.part")
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while lines_of(part) < 1_500 and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    process.communicate(timeout=30)
    arrived = count_unfinished(Path(f"all.{form}"))
    assert 1_000 < arrived < 3_000
    assert stat.S_IMODE(part.stat().st_mode) == 0o600
    world.asked.clear()
    resumed = subprocess.run([*command, "--resume"], capture_output=True, text=True, check=True)
    assert "Wrote 3,000 contacts" in resumed.stderr
    asked = sum(path.endswith("/contacts") for path in world.asked)
    assert asked <= (3_000 - arrived) / 20 * 1.1 + 40
    subprocess.run([*command[:-3], f"whole.{form}", *command[-2:]], capture_output=True, check=True)
    assert Path(f"all.{form}").read_bytes() == Path(f"whole.{form}").read_bytes()
    assert sorted(path.name for path in Path().iterdir()) == [f"all.{form}", f"whole.{form}"]


def test_two_exports_to_one_file_do_not_run_at_once(slow: list[str]) -> None:
    first = subprocess.Popen(slow, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while lines_of(Path("all.jsonl.part")) < 20 and time.monotonic() < deadline:
        time.sleep(0.01)
    second = subprocess.run(slow, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert "is under way" in second.stderr
    first.communicate(timeout=60)
    assert first.returncode == 0
    assert lines_of(Path("all.jsonl")) == 3_000


def test_a_closed_pipe_ends_the_export_quietly(slow: list[str]) -> None:
    command = " ".join([*slow[:-2], "|", "head", "-n", "1"])
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr
