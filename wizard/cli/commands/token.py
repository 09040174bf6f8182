"""`cfw token`: print the token alone, for a pipe."""

from __future__ import annotations

import sys

from wizard.cli.agent_check import refuse_for_agents
from wizard.cli.options import Options
from wizard.cli.terminal import note
from wizard.cli.unsaved_token import unsaved_token
from wizard.config.active_profile import choose_profile
from wizard.config.paths import config_path
from wizard.onboarding.exit_status import DONE, FAILED


def run(options: Options) -> int:
    """Print the token. On a terminal, where others may look on, only with `--show`."""
    unsaved = unsaved_token(options)
    if unsaved:
        token = unsaved.token
    else:
        choice = choose_profile(config_path(options.config_dir), options.profile)
        if choice.token_source == "command":
            refuse_for_agents(options)
        token = choice.token()
    refuse_for_agents(options, token)
    if sys.stdout.isatty() and not options.show:
        note(f"{token.masked}\nThis is a terminal, so the token is not shown. Pipe it, or add --show.")
        return FAILED
    print(token.reveal())
    return DONE
