"""`cfw contacts`: the browser on a terminal; with a format, a file or a pipe, the contacts themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wizard.account.account import Account
from wizard.account.all_workspaces import account_of
from wizard.account.switch_list import is_called
from wizard.api.contact_query import ContactQuery
from wizard.api.models import Team, Workspace
from wizard.cli.commands.switch import find_named
from wizard.cli.contacts_export import ContactsExport
from wizard.cli.options import Options
from wizard.cli.profile_selection import token_without_profile
from wizard.cli.prompts import Interface, interface
from wizard.cli.session_factory import create_session
from wizard.config import choose_profile, read
from wizard.config.active_profile import saved_token
from wizard.config.reading import find_profile
from wizard.onboarding.exit_status import DONE
from wizard.onboarding.session import Presets, Session
from wizard.onboarding.unsaved_workspace import choose_unsaved
from wizard.support.errors import UsageError
from wizard.support.matching import fold
from wizard.support.wait_tracker import WAIT_TRACKER
from wizard.tui import terminal

_LONGEST = 4_000
"""Characters of all emails or ids together: they travel in the address, whose length servers limit."""
_DEMO_WORKSPACE = "44"


@dataclass(frozen=True, slots=True)
class Target:
    """Whose contacts."""

    account: Account
    team: Team
    workspace: Workspace


def run(options: Options) -> int:
    """Draw the browser, or write the contacts."""
    _check(options)
    asks = interface(options)
    is_to_look_at = options.format is None and options.output is None
    if is_to_look_at and options.limit is None and asks is Interface.SCREENS:
        return _draw(create_session(options), options)
    if is_to_look_at and asks is Interface.LINES:
        options.format, options.order = "table", options.order or "newest"
    return _export(create_session(options, is_patient=True), options)


def _draw(session: Session, options: Options) -> int:
    terminal.prepare()
    from wizard.tui.contacts_app import ContactsApp  # noqa: PLC0415 - Textual is only for this

    async def find() -> tuple[Account, Team, Workspace, ContactQuery]:
        target = await target_of(session, options)
        query = await query_of(target, options, newest_first=options.order != "oldest")
        return target.account, target.team, target.workspace, query

    WAIT_TRACKER.listener = None  # the screen tells of waits itself
    app = ContactsApp(session, find)
    app.run(mouse=terminal.has_mouse())
    if app.fault:
        raise app.fault
    return app.return_code or DONE


def _export(session: Session, options: Options) -> int:
    async def find() -> tuple[Account, Workspace, ContactQuery]:
        target = await target_of(session, options)
        query = await query_of(target, options, newest_first=options.order == "newest")
        return target.account, target.workspace, query

    return ContactsExport(session, options).run(find)


async def target_of(session: Session, options: Options) -> Target:
    """Give whose contacts are meant. Raises what `choose_profile` and `find_named` raise, and `ApiError`."""
    if session.is_demo:
        assert session.suggestion
        account = session.connect(session.suggestion.token)
        workspace = await account.workspace(options.name or _DEMO_WORKSPACE)
        return Target(account, await account.find_team(str(workspace.team_id)), workspace)
    if alone := token_without_profile(options):
        if options.name is not None and options.workspace is not None:
            raise UsageError(
                "The workspace is named twice.", "Leave out --team and --workspace, or the name."
            )
        team = options.team if options.name else alone.team
        presets = Presets(token=alone.token, team=team, workspace=options.name or alone.workspace)
        account = session.connect(alone.token)
        choice = await choose_unsaved(session._replace(presets=presets), account, alone.chosen_by)
        return Target(account, choice.profile.team, choice.profile.workspace)
    if options.name is None:
        choice = choose_profile(session.path, options.profile)
        profile = choice.profile
        return Target(account_of(session.connect, profile, choice.token()), profile.team, profile.workspace)
    document = read(session.path)
    if not document.profiles:
        find_profile(document, session.path)
    entry = await find_named(session, document, options.name)
    profile = document.profiles[entry.via]
    account = account_of(session.connect, profile, saved_token(session.path, profile))
    is_saved_as = is_called(replace(entry, live=None), options.name)
    return Target(account, entry.team, entry.workspace if is_saved_as else entry.live or entry.workspace)


async def query_of(target: Target, options: Options, *, newest_first: bool) -> ContactQuery:
    """Give the filters asked for. Raises `UsageError` for a tag that there is not, and `ApiError`."""
    tag_ids = await _tag_ids(target, options.tag) if options.tag else ()
    return ContactQuery(
        newest_first=newest_first,
        email_addresses=tuple(options.email),
        ids=tuple(options.id),
        tag_ids=tag_ids,
        is_active=options.is_active,
    )


async def _tag_ids(target: Target, typed: list[str]) -> tuple[int, ...]:
    listing = target.account.tags(target.workspace)
    tags = [tag async for tag in listing.all()]
    by_name: dict[str, int] = {}
    for tag in tags:
        by_name |= {str(tag.id): tag.id, fold(tag.name): tag.id}
    for one in typed:
        if fold(one) not in by_name:
            names = ", ".join(tag.name for tag in tags)
            left_out = listing.unreadable_error.what if listing.unreadable_error else ""
            raise UsageError(*_no_tag(target.workspace.name, one, names, left_out))
    return tuple(by_name[fold(one)] for one in typed)


def _check(options: Options) -> None:
    for option, values in (("--email", options.email), ("--id", options.id)):
        if sum(len(str(value)) + 1 for value in values) > _LONGEST:
            raise UsageError(f"There are too many values of {option}.", "Ask for them in several runs.")


def _no_tag(workspace: str, typed: str, tags: str, left_out: str) -> tuple[str, str]:
    """The workspace has none of that name, but these; `left_out` says which could not be read."""
    hint = f"Its tags: {tags}." if tags else "It has no tags at all."
    return f"{workspace} has no tag “{typed}”.", f"{hint} {left_out}".rstrip()
