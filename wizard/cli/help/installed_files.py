"""The files installed beside the commands: the manual page, and completion where shells look for it."""

from __future__ import annotations

from wizard.cli.completion import completion
from wizard.cli.help.manual_page import manual_page
from wizard.cli.parser import make_parser

_OTHER_NAME = "clickfunnels-wizard"


def installed_files() -> dict[str, str]:
    """Give the text of each file by its path below the folder that has `bin`.

    Only zsh finds both names of the command in one file.
    """
    parser = make_parser()
    bash = completion("bash", parser)
    return {
        "share/man/man1/cfw.1": manual_page(parser),
        f"share/man/man1/{_OTHER_NAME}.1": ".so man1/cfw.1\n",
        "share/bash-completion/completions/cfw": bash,
        f"share/bash-completion/completions/{_OTHER_NAME}": bash,
        "share/zsh/site-functions/_cfw": completion("zsh", parser),
        "share/fish/vendor_completions.d/cfw.fish": completion("fish", parser),
        f"share/fish/vendor_completions.d/{_OTHER_NAME}.fish": f"complete -c {_OTHER_NAME} -w cfw\n",
    }
