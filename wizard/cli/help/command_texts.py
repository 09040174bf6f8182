"""What `cfw COMMAND --help` and the manual page say of a command beyond its options. Only they load it."""

from __future__ import annotations

Examples = tuple[tuple[str, str], ...]
"""Lines for a shell, and what each does."""

COMMANDS: dict[str, tuple[str, Examples]] = {
    "setup": (
        "Asks for a token, a team, a workspace and a name, shows the contacts as proof, and saves the "
        "profile. What is given as an option is not asked for, and what is the only choice neither. With "
        "all of it given, with --no-input, or without a terminal it never draws and never asks. The token "
        "comes from standard input or from a file (UTF-8, or UTF-16 as PowerShell writes it), or from "
        "CLICKFUNNELS_API_TOKEN; no option takes the token itself. A token for one workspace can't list "
        "teams: give --workspace that workspace's id. The last page of the wizard shows the command that "
        "does the same.",
        (
            ("cfw setup", "the wizard"),
            (
                "printf '%s' \"$SECRET\" | cfw setup --token-stdin --workspace richstone",
                "without a screen, as in CI",
            ),
            ("cfw setup --token-file new-token --replace-token", "a new token for all profiles of its team"),
        ),
    ),
    "switch": (
        "Without a name it opens the list of everything to switch to. A name that is unknown or fits several "
        "is an error with the near matches, never a guess. Before a switch the workspace is fetched once: "
        "gone, moved or renamed is told, and repaired on a yes. A workspace that was never used becomes a "
        "profile by choosing it. From the list F3 browses contacts, F2 renames, Ctrl+G forgets, Ctrl+T gives "
        "another token, and Ctrl+S or F4 sets up another.",
        (
            ("cfw switch", "choose from the list"),
            ("cfw switch richstone", "by profile, workspace name, subdomain, id or public id"),
            ("cfw switch -", "back to the previous one"),
        ),
    ),
    "status": (
        "Says where each value comes from, and how the token is: valid, rejected, without access, or not "
        "checked for want of an answer. It also tries to list teams and contacts and shows what the token "
        "can read, in ClickFunnels' own words where something is not allowed. A token that can't read "
        "contacts is still valid, and the exit status 0. The keys of --json are a promise.",
        (
            ("cfw status", "what is chosen, and does it work"),
            ("cfw status --offline --json", "for a program, without asking ClickFunnels"),
            ("cfw status --expect richstone && ./deploy", "a guard for scripts"),
        ),
    ),
    "list": (
        "The current one is marked. --live lists each workspace once, with its profiles and, where there are "
        "several tokens, the profiles whose tokens can access it. The keys of --json are a promise.",
        (
            ("cfw list", "what is saved"),
            ("cfw list --live", "everything that the saved tokens reach"),
        ),
    ),
    "contacts": (
        "On a terminal it opens a screen to look through them, the newest first; F1 there explains its "
        "keys. With a format, a file or a pipe it writes all of them: each that is there from the first "
        "request to the last comes exactly once and in order, whatever is added or removed meanwhile. "
        "Different filters must all fit; of a repeated one any will do. A file appears whole or not at all: "
        "until then what has come is in FILE.part, which only you can read. If FILE.part or FILE is there "
        "already, it asks; where nobody can be asked it wants --resume or --force for the one, and replaces "
        "the other. A FILE.part that no export wrote is never touched. /dev/stdout and FIFOs get the "
        "contacts as they come. Without --format the ending of "
        "the file decides, else it is jsonl, as the API sends each contact. CSV has a column for each "
        "custom attribute, tags as a list of names, and an apostrophe before what a spreadsheet would run "
        "as a formula.",
        (
            ("cfw contacts --demo", "look through invented ones"),
            ("cfw contacts --output contacts.csv", "all of the current workspace"),
            ("cfw contacts --tag customer --active | jq -r .email_address", "into a pipe"),
        ),
    ),
    "env": (
        "They are CLICKFUNNELS_API_TOKEN, and with the same beginning _TEAM_ID, _WORKSPACE_ID, "
        "_WORKSPACE_PUBLIC_ID, _SUBDOMAIN, _API_URL, _ACCOUNTS_URL and _PROFILE. Values are quoted for the "
        "shell that reads them. On a terminal the token is masked unless --show is given.",
        (
            ('eval "$(cfw env)"', "into bash, zsh or sh"),
            ("cfw env --format fish | source", "into fish"),
            ("cfw env --format dotenv >.env", "into a file: it has the token, so never commit it"),
        ),
    ),
    "exec": (
        "The variables are those of `cfw env`, for this one command only. Its exit status and its signals "
        "pass through. On Windows the command is looked up on PATH, as in `cfw exec -- npm test`, but never "
        "in the current directory, and a batch file (.cmd, .bat) gets no argument that cmd.exe misreads.",
        (
            ("cfw exec -- python3 sync.py", "a script that reads the variables"),
            ("cfw --profile hammer exec -- make report", "with another profile, this once"),
        ),
    ),
    "token": (
        "On a terminal it is printed only with --show. Tokens in the keyring are fetched from there.",
        (("cfw token | pbcopy", "into the clipboard of macOS; elsewhere xclip, wl-copy or clip"),),
    ),
    "pin": (
        "The file has the ids of team and workspace and no secret, so it is safe to commit. It counts in "
        "this directory and below. Who has the file but no profile for it is asked for a token only.",
        (
            ("cfw pin", "the current choice"),
            ("cfw pin richstone", "another workspace"),
        ),
    ),
    "unpin": (
        "The directory then uses what is chosen above it, or the current profile.",
        (("cfw unpin", "this directory is as any other again"),),
    ),
    "forget": (
        "Asks first. A forgotten token is taken out of the earlier versions of the file too; it works on "
        "until it is revoked at ClickFunnels.",
        (
            ("cfw forget hammer anvil", "two profiles"),
            ("cfw forget --all --yes", "everything, without a question"),
        ),
    ),
    "undo": (
        "Run it again to redo. The last ten versions of the file are kept.",
        (
            ("cfw undo", "take the last change back"),
            ("cfw undo --list", "what can be restored"),
            ("cfw undo 3", "the third version of that list"),
        ),
    ),
    "token-store": (
        "The keyring is the system's: macOS Keychain, Windows Credential Locker, Secret Service or KWallet. "
        "It needs one library more: pip install 'clickfunnels-wizard[keyring]'. Its PYTHON_KEYRING_BACKEND "
        "chooses another keyring, also one that the library doesn't recommend. A keyring that is locked, or "
        "silent for 15 seconds, is an error; nothing falls back to the file. All commands and wizard.load() "
        "work with it as with the file, and the Save step of the wizard offers it; it is never chosen "
        "silently. An entry has the service clickfunnels-wizard and the user name PROFILE in "
        "PATH-OF-THE-FILE; no other is touched.",
        (
            ("cfw token-store keyring --all", "out of the file, into the keyring"),
            ("cfw token-store file hammer", "one of them back"),
        ),
    ),
    "doctor": (
        "One line each: the file and who can open it, the profile, the token, DNS, the proxy and where it is "
        "set, TLS, the clock, the workspace, its contacts. What's wrong comes with what to do about it. "
        "Before the first save it checks the network, and the token in CLICKFUNNELS_API_TOKEN.",
        (
            ("cfw doctor", "what works, and what does not"),
            ("cfw doctor --report report.txt", "for support: no tokens, no email addresses"),
        ),
    ),
    "export": (
        "Writes the current choice where the official cf command keeps its own. Experimental: the format of "
        "that file is not published.",
        (("cfw export cf", "the official command uses the same token and workspace"),),
    ),
    "snippet": (
        "It prints a few lines that find the workspace's contacts and the token, to begin a program with.",
        (
            ("cfw snippet python >client.py", "in Python"),
            ("cfw snippet sh", "in sh; needs jq"),
        ),
    ),
    "path": (
        "Whether it is there yet or not.",
        (('ls -l "$(cfw path)"', "its owner, its rights, its date"),),
    ),
    "schema": (
        "The shape of the file is a promise to other tools. Keys that the schema does not name are kept.",
        (("cfw schema >config.schema.json", "for a validator or an editor"),),
    ),
    "completion": (
        "The same scripts are installed in share/ beside the bin/ of cfw. All shells look there where that "
        "is /usr/local, bash-completion from 2.12 on everywhere. This is for all other places.",
        (
            ("source <(cfw completion bash)", "in ~/.bashrc"),
            ("source <(cfw completion zsh)", "in ~/.zshrc, after compinit"),
            ("cfw completion fish | source", "in ~/.config/fish/config.fish"),
        ),
    ),
    "sandbox": (
        "Teams, workspaces and tens of thousands of contacts, with paging, filters and refusals as the real "
        "API has them. It prints its tokens and the CLICKFUNNELS_URL to use. It needs one library more: "
        "pip install 'clickfunnels-wizard[sandbox]'.",
        (
            ("cfw sandbox", "on port 4020, until Ctrl+C"),
            ("cfw sandbox --port 0", "on a free port"),
        ),
    ),
}
"""Each command's, in the order of the parser. Plain tuples: the import of typing is slow."""
