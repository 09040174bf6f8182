"""The browser shows the contacts of a segment, chosen on the command line or from the list of filters."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse
from support import SMALL, contacts_app, seen, shows, table, until

from wizard.api.contact import ContactRow
from wizard.api.contact_query import NEWEST_FIRST
from wizard.api.segment import Criterion, Segment
from wizard.sandbox import Platform, SandboxTeam, SandboxWorkspace, create_app, demo_platform
from wizard.sandbox.people import public_id

HAMMER = "42"
CUSTOMERS = Segment(4250, "Customers", public_id(4250), criteria=(Criterion("tags.id", "in", ("4200",)),))


def rows(pilot: Any) -> list[ContactRow]:
    return [row for row in table(pilot).rows if isinstance(row, ContactRow)]


def refusing(ending: str, answer: JSONResponse) -> Any:
    sandbox = create_app()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await (answer if scope["path"].endswith(ending) else sandbox)(scope, receive, send)

    return app


async def test_only_contacts_in_a_segment() -> None:
    async with contacts_app(HAMMER).run_test(size=SMALL) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("t")
        await shows(pilot, "show a segment", "newsletter", "segment Customers tag is customer")
        assert "Orders above 100" not in seen(pilot)
        await pilot.press(*["down"] * 7, "enter")
        await shows(pilot, "14 contacts, newest first · Segment: Customers")
        assert all("customer" in [tag.name for tag in row.tags] for row in rows(pilot))
        await pilot.press("o")
        await shows(pilot, "14 contacts, oldest first · Segment: Customers")
        await pilot.press("escape")
        await shows(pilot, "57 contacts, oldest first")


async def test_tags_within_a_segment() -> None:
    async with contacts_app(HAMMER).run_test(size=SMALL) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("t")
        await shows(pilot, "newsletter", "segment Customers tag is customer")
        await pilot.press(*"customers", "space", "escape", *"vip", "space", "enter")
        await shows(pilot, "newest first · Segment: Customers · Tags: VIP ⭐")
        assert rows(pilot)
        assert all({"customer", "VIP ⭐"} <= {tag.name for tag in row.tags} for row in rows(pilot))


async def test_the_dialog_begins_at_the_current_segment_and_a_tag_replaces_it() -> None:
    query = NEWEST_FIRST._replace(segment=CUSTOMERS)
    async with contacts_app(HAMMER, query=query).run_test(size=SMALL) as pilot:
        await shows(pilot, "14 contacts, newest first · Segment: Customers")
        await pilot.press("t")
        await shows(pilot, "newsletter", "› [x] segment Customers tag is customer")
        await pilot.press("home", "down", "enter")
        await shows(pilot, "newest first · Tags: customer")
        assert "Segment: Customers" not in seen(pilot)


async def test_an_unfiltered_answer_is_an_error() -> None:
    wrong = Segment(4250, "Customers", criteria=(Criterion("tags.id", "in", ("1",)),))
    query = NEWEST_FIRST._replace(segment=wrong)
    async with contacts_app(HAMMER, query=query).run_test(size=SMALL) as pilot:
        await shows(pilot, "which doesn't match the segment Customers, so this may be an unfiltered list")
        assert rows(pilot) == []


async def test_a_server_without_segments_offers_tags() -> None:
    server = refusing("/refine_filters", JSONResponse({"error": "Not found: Record missing"}, 404))
    async with contacts_app(HAMMER, server=server).run_test(size=SMALL) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("t")
        await shows(pilot, "newsletter")
        await until(pilot, lambda: "Loading." not in seen(pilot))
        assert "ClickFunnels has no" not in seen(pilot)


async def test_segments_that_cannot_be_loaded_leave_the_tags() -> None:
    server = refusing("/refine_filters", JSONResponse({"error": "No plan"}, 403))
    async with contacts_app(HAMMER, server=server).run_test(size=SMALL) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("t")
        await shows(pilot, "newsletter", "does not allow this", "“No plan”). Esc closes.")


async def test_neither_tags_nor_segments() -> None:
    workspace = SandboxWorkspace(42, "Bare", "richstone")
    platform = Platform((SandboxTeam(3, "T", None, (workspace,)),), demo_platform().tokens)
    async with contacts_app(HAMMER, platform=platform).run_test(size=SMALL) as pilot:
        await shows(pilot, "no contacts yet")
        await pilot.press("t")
        await shows(pilot, "This workspace has no tags and no segments.")
