"""`cfw list`: the saved profiles; with `--live`, everything their tokens can access."""

from __future__ import annotations

from datetime import UTC, datetime

from wizard.account.profile_texts import last_used, token_state
from wizard.cli.options import Options
from wizard.cli.profile_json import dump, saved_json
from wizard.cli.report_lines import Column, print_table
from wizard.cli.terminal import note
from wizard.cli.unsaved_token import unsaved_token
from wizard.config.document import Document
from wizard.config.paths import config_path
from wizard.config.reading import read
from wizard.onboarding.exit_status import DONE, NOTHING_SAVED


def run(options: Options) -> int:
    """Print one line per profile, or JSON."""
    path = config_path(options.config_dir)
    document = read(path)
    if options.live and (document.profiles or unsaved_token(options)):
        from wizard.cli.live_workspaces import list_live  # noqa: PLC0415 - asyncio takes long to import

        return list_live(options, document)
    if options.json:
        print(dump(saved_json(document)))
    elif options.names:
        print("".join(f"{name}\n" for name in document.names), end="")
    elif document.profiles:
        _print_profiles(document)
    else:
        note(f"Nothing is saved in {path} yet. Run `cfw` to connect this computer to ClickFunnels.")
    return DONE if document.profiles else NOTHING_SAVED


_COLUMNS = (
    Column(""),
    Column("Profile"),
    Column("Workspace"),
    Column("Team", rank=1),
    Column("Subdomain", rank=4),
    Column("Id", rank=5),
    Column("Last used", rank=2),
    Column("Token", rank=3),
)


def _print_profiles(document: Document) -> None:
    now = datetime.now(UTC)
    rows = [
        (
            "*" if name == document.current else "-" if name == document.previous else "",
            name,
            profile.workspace.name,
            profile.team.name,
            profile.workspace.subdomain,
            str(profile.workspace.id),
            last_used(profile, now, is_current=name == document.current),
            token_state(profile),
        )
        for name, profile in document.profiles.items()
    ]
    current = list(document.names).index(document.current) if document.current in document.names else None
    print_table(_COLUMNS, rows, bold=current)
