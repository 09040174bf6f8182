"""Notice that a coding agent runs a command, to keep the token out of its transcript: only a seat belt."""

from __future__ import annotations

import os
from collections.abc import Mapping

from wizard.cli.options import Options
from wizard.support.errors import UsageError
from wizard.support.secret import Token

AGENT_VARIABLES = (
    "AI_AGENT",
    "CLAUDECODE",
    "CURSOR_AGENT",
    "CODEX_THREAD_ID",
    "CODEX_CI",
    "CODEX_SANDBOX",
    "GEMINI_CLI",
    "COPILOT_AGENT",
    "COPILOT_CLI",
    "OPENCODE",
    "GOOSE_TERMINAL",
    "AUGMENT_AGENT",
    "CLINE_ACTIVE",
    "PI_CODING_AGENT",
    "AGENT=amp",
    "AGENT=goose",
)
"""Variables that agents set for the commands they run, and that people don't have in their own terminals.

`CURSOR_TRACE_ID` and `REPL_ID` aren't here because people have them too. Where a value is given, only that
value counts. Sources: the agents' documentation and source code, as of 2026-11.
"""

ALLOW_VARIABLE = "CLICKFUNNELS_ALLOW_AGENT"
"""Set to 1, it allows printing the token all the same."""

_SANDBOX_TOKENS = "demo-token-of-the-sandbox-"
"""How the tokens of the demo and of `cfw sandbox` begin. They open nothing."""


def agent_variable(environ: Mapping[str, str] = os.environ) -> str | None:
    """Give the variable that shows that an agent is running this program; None if there is none."""
    for entry in AGENT_VARIABLES:
        name, _, value = entry.partition("=")
        found = environ.get(name)
        if found and value in ("", found):
            return name
    return None


def refuse_for_agents(options: Options, token: Token | None = None) -> None:
    """Raise `UsageError` if an agent would read the token that a command is about to print.

    Not with `--show`, with `ALLOW_VARIABLE`, or for a token of the sandbox. Without `token`, it's one that a
    password manager keeps, which isn't asked for nothing.
    """
    variable = agent_variable()
    is_allowed = options.show or os.environ.get(ALLOW_VARIABLE) == "1"
    if variable is None or is_allowed or (token and token.reveal().startswith(_SANDBOX_TOKENS)):
        return
    raise UsageError(
        f"An agent seems to be running this ({variable} is set), so the token isn't printed: it would be in "
        "the agent's transcript.",
        f"Let the program that needs it read CLICKFUNNELS_API_TOKEN: `{_exec_call(options)}`. --show or "
        f"{ALLOW_VARIABLE}=1 prints the token all the same.",
    )


def _exec_call(options: Options) -> str:
    """The command that passes the same profile to a program."""
    profile = f" --profile {options.profile}" if options.profile else ""
    return f"cfw exec{profile} -- COMMAND"
