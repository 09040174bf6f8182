"""What `cfw COMMAND --help` and the manual page say of a command beyond its options. Only they load it."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """A line for a shell, and what it does."""

    line: str
    does: str


class Explained(NamedTuple):
    """More than the one line that lists of commands have."""

    text: str
    examples: tuple[Example, ...]


COMMANDS = {
    "setup": Explained(
        "Asks for a token, a team, a workspace and a name, shows the contacts as proof, and saves the "
        "profile. What is given as an option is not asked for, and what is the only choice neither. With all "
        "of it given, with --no-input, or without a terminal it never draws and never asks. The token comes "
        "from standard input, from a file or from CLICKFUNNELS_API_TOKEN; no option takes the token itself.",
        (
            Example("cfw setup", "the wizard"),
            Example(
                "printf '%s' \"$SECRET\" | cfw setup --token-stdin --workspace richstone",
                "without a screen, as in CI",
            ),
            Example(
                "cfw setup --token-file new-token --replace-token", "a new token for all profiles of its team"
            ),
        ),
    ),
    "switch": Explained(
        "Without a name it opens the list of everything to switch to. A name that is unknown or fits several "
        "is an error with the near matches, never a guess. Before a switch the workspace is fetched once: "
        "gone, moved or renamed is told, and repaired on a yes.",
        (
            Example("cfw switch", "choose from the list"),
            Example("cfw switch richstone", "by profile, workspace name, subdomain or id"),
            Example("cfw switch -", "back to the previous one"),
        ),
    ),
    "status": Explained(
        "Says where each value comes from, and how the token is: valid, rejected, without access, or not "
        "checked for want of an answer. The keys of --json are a promise.",
        (
            Example("cfw status", "what is chosen, and does it work"),
            Example("cfw status --offline --json", "for a program, without asking ClickFunnels"),
            Example("cfw status --expect richstone && ./deploy", "a guard for scripts"),
        ),
    ),
    "list": Explained(
        "The current one is marked. The keys of --json are a promise.",
        (
            Example("cfw list", "what is saved"),
            Example("cfw list --live", "everything that the saved tokens reach"),
        ),
    ),
    "contacts": Explained(
        "On a terminal it opens a screen to look through them; with a format, a file or a pipe it writes all "
        "of them, each exactly once and in order. Different filters must all fit; of a repeated one any will "
        "do. A file appears whole or not at all: until then what has come is in FILE.part, which --resume "
        "goes on with. Without --format the ending of the file decides, else it is jsonl. CSV has a column "
        "for each custom attribute, and an apostrophe before what a spreadsheet would run as a formula.",
        (
            Example("cfw contacts --demo", "look through invented ones"),
            Example("cfw contacts --output contacts.csv", "all of the current workspace"),
            Example("cfw contacts --tag customer --active | jq -r .email_address", "into a pipe"),
        ),
    ),
    "env": Explained(
        "They are CLICKFUNNELS_API_TOKEN, and with the same beginning _TEAM_ID, _WORKSPACE_ID, "
        "_WORKSPACE_PUBLIC_ID, _SUBDOMAIN, _API_URL, _ACCOUNTS_URL and _PROFILE. Values are quoted for the "
        "shell that reads them. On a terminal the token is masked unless --show is given.",
        (
            Example('eval "$(cfw env)"', "into bash, zsh or sh"),
            Example("cfw env --format fish | source", "into fish"),
            Example("cfw env --format dotenv >.env", "into a file: it has the token, so never commit it"),
        ),
    ),
    "exec": Explained(
        "The variables are those of `cfw env`, for this one command only. Its exit status and its signals "
        "pass through.",
        (
            Example("cfw exec -- python3 sync.py", "a script that reads the variables"),
            Example("cfw --profile hammer exec -- make report", "with another profile, this once"),
        ),
    ),
    "token": Explained(
        "On a terminal it is printed only with --show. Tokens in the keyring are fetched from there.",
        (Example("cfw token | pbcopy", "into the clipboard of macOS; elsewhere xclip, wl-copy or clip"),),
    ),
    "pin": Explained(
        "The file has the ids of team and workspace and no secret, so it is safe to commit. It counts in "
        "this directory and below. Who has the file but no profile for it is asked for a token only.",
        (
            Example("cfw pin", "the current choice"),
            Example("cfw pin richstone", "another workspace"),
        ),
    ),
    "unpin": Explained(
        "The directory then uses what is chosen above it, or the current profile.",
        (Example("cfw unpin", "this directory is as any other again"),),
    ),
    "forget": Explained(
        "Asks first. A forgotten token is taken out of the earlier versions of the file too; it works on "
        "until it is revoked at ClickFunnels.",
        (
            Example("cfw forget hammer anvil", "two profiles"),
            Example("cfw forget --all --yes", "everything, without a question"),
        ),
    ),
    "undo": Explained(
        "Once more, and that is undone. The last ten versions of the file are kept.",
        (
            Example("cfw undo", "take the last change back"),
            Example("cfw undo --list", "what can be brought back"),
            Example("cfw undo 3", "the third version of that list"),
        ),
    ),
    "token-store": Explained(
        "The keyring is the system's: macOS Keychain, Windows Credential Locker, Secret Service or KWallet. "
        "It needs one library more: pip install 'clickfunnels-wizard[keyring]'. A keyring that is locked or "
        "silent is an error; nothing falls back to the file.",
        (
            Example("cfw token-store keyring --all", "out of the file, into the keyring"),
            Example("cfw token-store file hammer", "one of them back"),
        ),
    ),
    "doctor": Explained(
        "One line each: the file and its rights, the choice, the token, the network, the workspace, its "
        "contacts. What is wrong comes with what to do about it.",
        (
            Example("cfw doctor", "what works, and what does not"),
            Example("cfw doctor --report report.txt", "for support: no tokens, no email addresses"),
        ),
    ),
    "export": Explained(
        "Writes the current choice where the official cf command keeps its own. Experimental: the format of "
        "that file is not published.",
        (Example("cfw export cf", "the official command uses the same token and workspace"),),
    ),
    "snippet": Explained(
        "It prints a few lines that find the workspace's contacts and the token, to begin a program with.",
        (
            Example("cfw snippet python >client.py", "in Python"),
            Example("cfw snippet sh", "in sh; needs jq"),
        ),
    ),
    "path": Explained(
        "Whether it is there yet or not.",
        (Example('ls -l "$(cfw path)"', "its owner, its rights, its date"),),
    ),
    "schema": Explained(
        "The shape of the file is a promise to other tools. Keys that the schema does not name are kept.",
        (Example("cfw schema >config.schema.json", "for a validator or an editor"),),
    ),
    "completion": Explained(
        "It is installed with the command too, where shells look by themselves: in share/ beside its bin/. "
        "This is for all others.",
        (
            Example("source <(cfw completion bash)", "in ~/.bashrc"),
            Example("source <(cfw completion zsh)", "in ~/.zshrc, after compinit"),
            Example("cfw completion fish | source", "in ~/.config/fish/config.fish"),
        ),
    ),
    "sandbox": Explained(
        "Teams, workspaces and tens of thousands of contacts, with paging, filters and refusals as the real "
        "API has them. It prints its tokens and the CLICKFUNNELS_URL to use. It needs one library more: "
        "pip install 'clickfunnels-wizard[sandbox]'.",
        (
            Example("cfw sandbox", "on port 4020, until Ctrl+C"),
            Example("cfw sandbox --port 0", "on a free port"),
        ),
    ),
}
"""Each command's."""
