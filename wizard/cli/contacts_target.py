"""Which contacts `cfw contacts` is about: the workspace, and the filters."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.account.account import Account
from wizard.account.connection import account_of
from wizard.account.switch_list import is_called
from wizard.api.contact_query import ContactQuery
from wizard.api.models import Team, Workspace
from wizard.api.segment import Segment
from wizard.cli.named_workspace import find_named
from wizard.cli.options import Options
from wizard.cli.unsaved_token import unsaved_token
from wizard.cli.workspace_lookup import presets_of
from wizard.config.active_profile import choose_profile
from wizard.config.reading import read_saved
from wizard.onboarding.session import Session
from wizard.onboarding.unsaved_workspace import choose_unsaved
from wizard.support.errors import UsageError
from wizard.support.matching import fold
from wizard.support.safe_text import sanitize_line

_DEMO_WORKSPACE = "44"


@dataclass(frozen=True, slots=True)
class Target:
    """A workspace, and the account of the token that opens it."""

    account: Account
    team: Team
    workspace: Workspace


async def target_of(session: Session, options: Options) -> Target:
    """Find the workspace that the options name.

    Raises what `choose_profile` and `find_named` raise, and `ApiError`.
    """
    if session.is_demo:
        assert session.suggestion
        account = session.connect(session.suggestion.token)
        workspace = await account.workspace(options.name or _DEMO_WORKSPACE)
        return Target(account, await account.find_team(str(workspace.team_id)), workspace)
    if unsaved := unsaved_token(options):
        if options.name is not None and options.workspace is not None:
            raise UsageError(
                "The workspace is named twice.", "Leave out --team and --workspace, or the name."
            )
        presets = presets_of(unsaved)
        if options.name is not None:
            presets = presets._replace(team=options.team, workspace=options.name)
        account = session.connect(unsaved.token)
        choice = await choose_unsaved(session._replace(presets=presets), account, unsaved.chosen_by)
        return Target(account, choice.profile.team, choice.profile.workspace)
    if options.name is None:
        choice = choose_profile(session.path, options.profile)
        profile = choice.profile
        return Target(account_of(session.connect, profile, choice.token()), profile.team, profile.workspace)
    document = read_saved(session.path)
    entry = await find_named(session, document, options.name)
    profile = document.profiles[entry.via]
    account = await session.account_of(profile)
    is_saved_as = is_called(entry._replace(live=None), options.name)
    return Target(account, entry.team, entry.workspace if is_saved_as else entry.live or entry.workspace)


async def query_of(target: Target, options: Options, *, newest_first: bool) -> ContactQuery:
    """Give the filters that the options ask for.

    Raises `UsageError` for an unknown tag or segment, and `ApiError`.
    """
    tag_ids = await _tag_ids(target, options.tag) if options.tag else ()
    return ContactQuery(
        newest_first=newest_first,
        email_addresses=tuple(options.email),
        ids=tuple(options.id),
        tag_ids=tag_ids,
        is_active=options.is_active,
        segment=await _segment(target, options.segment) if options.segment is not None else None,
    )


async def _segment(target: Target, typed: str) -> Segment:
    listing = target.account.segments(target.workspace)
    segments = [segment async for segment in listing.all()]
    found = [one for one in segments if typed in (str(one.id), one.public_id)]
    found = found or [one for one in segments if fold(one.name) == fold(typed)]
    if len(found) == 1:
        return found[0]
    shown = sanitize_line(typed)
    if found:
        ids = ", ".join(str(one.id) for one in found)
        raise UsageError(
            f"{target.workspace.name} has several segments “{shown}”.", f"Name one of their ids: {ids}."
        )
    names = ", ".join(one.name for one in segments)
    hint = f"Its segments: {names}." if segments else "It has no segments at all."
    left_out = listing.unreadable_error.what if listing.unreadable_error else ""
    raise UsageError(f"{target.workspace.name} has no segment “{shown}”.", f"{hint} {left_out}".rstrip())


async def _tag_ids(target: Target, typed: list[str]) -> tuple[int, ...]:
    listing = target.account.tags(target.workspace)
    tags = [tag async for tag in listing.all()]
    by_name: dict[str, int] = {}
    for tag in tags:
        by_name |= {str(tag.id): tag.id, fold(tag.name): tag.id}
    for one in typed:
        if fold(one) not in by_name:
            names = ", ".join(tag.name for tag in tags)
            hint = f"Its tags: {names}." if tags else "It has no tags at all."
            left_out = listing.unreadable_error.what if listing.unreadable_error else ""
            raise UsageError(
                f"{target.workspace.name} has no tag “{sanitize_line(one)}”.", f"{hint} {left_out}".rstrip()
            )
    return tuple(by_name[fold(one)] for one in typed)
