"""What the arguments ask for, and what holds where they say nothing."""

from __future__ import annotations

from types import SimpleNamespace


class Options(SimpleNamespace):
    """What a command is run with; made without argparse, it is bare `cfw`."""

    def __init__(self) -> None:
        super().__init__(
            run="no_command",
            command=None,
            config_dir=None,
            profile=None,
            no_color=False,
            debug=None,
            timeout=None,
            demo=False,
            plain=False,
            offline=False,
            token_stdin=False,
            token_file=None,
            team=None,
            workspace=None,
            no_input=False,
            replace_token=False,
            token_store=None,
        )
