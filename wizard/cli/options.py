"""The options of a command line, with the defaults of those that several commands read."""

from __future__ import annotations

from argparse import Namespace


class Options(Namespace):
    """What argparse fills in. Without arguments it's plain `cfw`, and `command` is None."""

    def __init__(self) -> None:
        super().__init__(
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
