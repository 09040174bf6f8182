"""`cfw list`: the saved profiles; with `--live`, everything their tokens can access."""

from __future__ import annotations

from wizard.cli.options import Options
from wizard.cli.profile_json import dump, saved_json
from wizard.cli.terminal import BOLD, note, paint
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


def _print_profiles(document: Document) -> None:
    width = max(len(name) for name in document.names)
    for name, profile in document.profiles.items():
        mark = "*" if name == document.current else "-" if name == document.previous else " "
        workspace = profile.workspace
        rest = f"{workspace.name} ({workspace.subdomain}, {workspace.id}), {profile.team.name}"
        shown = paint(f"{name:{width}}", BOLD) if name == document.current else f"{name:{width}}"
        print(f"{mark} {shown}  {rest}")
