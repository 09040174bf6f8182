"""What `cfw COMMAND --help` and the manual page say about each command, beyond its options; and examples."""

from __future__ import annotations

Examples = tuple[tuple[str, str], ...]
"""Command lines, and what each does."""

COMMANDS: dict[str, tuple[str, Examples]] = {
    "setup": (
        "Asks for a token, a team, a workspace and a name, shows the contacts so that you can see it's the "
        "right workspace, and saves the profile. Skips questions answered by options, and questions with "
        "only one answer. If everything is answered, with --no-input, or without a terminal, it never draws "
        "or asks. The token comes from standard input or a file (UTF-8, or UTF-16 as PowerShell writes it), "
        "or from CLICKFUNNELS_API_TOKEN; no option takes the token itself. With --token-command 'op read "
        "op://Work/ClickFunnels/token' a password manager keeps it (see token-store). A token for one "
        "workspace can't list teams: give that workspace's id with --workspace. The wizard's last page shows "
        "the command that does the same.",
        (
            ("cfw setup", "the wizard"),
            (
                "printf '%s' \"$SECRET\" | cfw setup --token-stdin --workspace richstone",
                "without a screen, as in CI",
            ),
            (
                "cfw setup --token-file new-token --replace-token",
                "a new token for every profile of its team",
            ),
        ),
    ),
    "login": (
        "Opens ClickFunnels in your browser, where you sign in and choose one workspace, and saves a "
        "profile with a token that can only read that workspace. You never see the token. On another "
        "computer's terminal, open the address yourself, and paste the address that the browser ends at. "
        "It waits up to 5 minutes. Exit status 6 means that access was denied, 5 that nobody finished or "
        "that the server refused. New: not yet verified against ClickFunnels' production server.",
        (
            ("cfw login", "sign in and save a profile"),
            ("cfw login --no-browser --json", "print the address and wait; for a program"),
        ),
    ),
    "switch": (
        "Without a name it opens the list of everything to switch to. If a name is unknown or fits several, "
        "it says so and shows similar ones; it never guesses. Before switching it checks the workspace at "
        "ClickFunnels: it tells you if the workspace was deleted, moved or renamed, and updates the profile "
        "if you agree. Choosing a workspace you have never used creates a profile for it. In the list you "
        "can also rename or forget a profile, replace its token and browse contacts; F1 shows the keys.",
        (
            ("cfw switch", "choose from the list"),
            ("cfw switch richstone", "by profile, workspace name, subdomain, id or public id"),
            ("cfw switch -", "back to the previous one"),
        ),
    ),
    "status": (
        "Shows where each value comes from, and the state of the token: valid, rejected, no access, or not "
        "checked because there was no answer. It also tries to list teams and contacts, and shows what the "
        "token can read, quoting ClickFunnels where something isn't allowed. A token that can't read "
        "contacts is still valid, with exit status 0. The keys of --json won't change.",
        (
            ("cfw status", "what is chosen, and does it work"),
            ("cfw status --offline --json", "for a program, without asking ClickFunnels"),
            ("cfw status --expect richstone && ./deploy", "a guard for scripts"),
        ),
    ),
    "list": (
        "An asterisk marks the current one. --live lists each workspace once, with its profiles and, if "
        "there are several tokens, the profiles whose tokens can access it. The keys of --json won't "
        "change.",
        (
            ("cfw list", "what is saved"),
            ("cfw list --live", "everything that the saved tokens can access"),
        ),
    ),
    "contacts": (
        "On a terminal it opens a screen to browse them, newest first; F1 there shows the keys. With a "
        "format, a file or a pipe it writes all of them: each contact that exists from the first request to "
        "the last appears exactly once and in order, even if others are added or removed meanwhile. "
        "Different filters must all match; for a repeated filter, one match is enough. A segment's contacts "
        "are checked against its tags, names and dates: an unfiltered answer is an error. A file "
        "appears whole or not at all; its ending decides the format, otherwise that's jsonl. --since exports "
        "only new contacts, for nightly jobs; changes to older ones aren't included. The manual page "
        "(man cfw, or cfw --man) has more, under EXPORTS.",
        (
            ("cfw contacts --demo", "browse invented ones"),
            ("cfw contacts --output list.csv --columns email_address,tags", "two columns of all"),
            ("cfw contacts --segment VIPs --active | jq -r .email_address", "a saved filter's, into a pipe"),
        ),
    ),
    "find": (
        "Asks every workspace that your saved tokens can access, a few at a time, and prints each match as "
        "soon as it's found: workspace, team, name, email address, day added, and the dashboard's address. "
        "Only whole email addresses and ids can be looked up. Profiles whose token would need a password "
        "first, such as a locked keyring's, are skipped, and it says so. Exit status 6 means that nothing "
        "was found, 5 that nothing was found and something could not be asked. The keys of --json won't "
        "change.",
        (
            ("cfw find ada@example.com", "in which workspace is she?"),
            ("cfw find ada@example.com --json | jq -r .workspace.subdomain", "for a program"),
        ),
    ),
    "segments": (
        "Name and id of each, how many contacts it selects where ClickFunnels tells, and by which criteria. "
        "Saved filters of orders, products and so on aren't listed. The number may include anonymous and "
        "redacted contacts, which no list contains. The keys of --json won't change.",
        (
            ("cfw segments", "those of the current workspace"),
            ("cfw segments richstone --json", "another workspace's, for a program"),
        ),
    ),
    "env": (
        "They are CLICKFUNNELS_API_TOKEN and, with the same prefix, _TEAM_ID, _WORKSPACE_ID, "
        "_WORKSPACE_PUBLIC_ID, _SUBDOMAIN, _API_URL, _ACCOUNTS_URL and _PROFILE. Values are quoted for the "
        "reader: sh, fish, nu, powershell, cmd (a batch file), direnv, dotenv, docker, systemd, github, json "
        "or yaml. A value that the reader would misread is refused. On a terminal the token is masked unless "
        "--show is given. The manual page (man cfw, or cfw --man) has more, under FILES OF VARIABLES and "
        "AGENTS.",
        (
            ('eval "$(cfw env)"', "into bash, zsh or sh"),
            ("cfw env --format docker >app.env", "for docker run --env-file app.env"),
            ("cfw env --like .env.example --output .env --gitignore", "a project's own variables"),
        ),
    ),
    "exec": (
        "The variables are those of `cfw env`, for this one command only. Its exit status and its signals "
        "pass through. On Windows the command is found on PATH, as in `cfw exec -- npm test`, but never in "
        "the current directory, and a batch file (.cmd, .bat) gets no argument that cmd.exe would misread.",
        (
            ("cfw exec -- python3 sync.py", "a script that reads the variables"),
            ("cfw --profile hammer exec -- make report", "with another profile, just this once"),
        ),
    ),
    "token": (
        "On a terminal, and where a coding agent runs the command, it's printed only with --show. It's read "
        "from the keyring if it's kept there.",
        (("cfw token | pbcopy", "into the clipboard on macOS; elsewhere xclip, wl-copy or clip"),),
    ),
    "prompt": (
        "Fast, silent if nothing is configured, and never an error because of the configuration. The names "
        "are escaped for the shell; the rest of the text isn't, so it can contain colours. The manual page "
        "(man cfw, or cfw --man) shows how to use it in bash, zsh, fish, starship and powerlevel10k, under "
        "PROMPTS.",
        (
            ("cfw prompt", "the name of the profile"),
            ("cfw prompt --shell zsh --format '%F{cyan}{workspace}%f '", "a coloured workspace, for zsh"),
        ),
    ),
    "pin": (
        "The file contains the ids of team and workspace and no secret, so it's safe to commit. It applies "
        "to this directory and the ones below. Someone who has the file but no profile for it is only asked "
        "for a token.",
        (
            ("cfw pin", "the profile in use"),
            ("cfw pin richstone", "another workspace"),
        ),
    ),
    "unpin": (
        "The directory then uses what a directory above it pins, or the current profile.",
        (("cfw unpin", "this directory is like any other again"),),
    ),
    "forget": (
        "Asks first. A forgotten token is removed from the older versions of the file too. It keeps working "
        "until it's revoked at ClickFunnels, which --revoke does for a token that you signed in for. If that "
        "fails, the profile stays, and the exit status is 5. A token that you pasted can only be revoked in "
        "the Developer Portal.",
        (
            ("cfw forget hammer anvil", "two profiles"),
            ("cfw forget hammer --revoke", "and revoke its token"),
            ("cfw forget --all --yes", "everything, without asking"),
        ),
    ),
    "undo": (
        "Run it again to redo. The last ten versions of the file are kept.",
        (
            ("cfw undo", "undo the last change"),
            ("cfw undo --list", "what can be restored"),
            ("cfw undo 3", "the third version in that list"),
        ),
    ),
    "token-store": (
        "The keyring is the system's: macOS Keychain, Windows Credential Locker, Secret Service or KWallet. "
        "It needs one more library: pip install 'clickfunnels-wizard[keyring]'. That library's "
        "PYTHON_KEYRING_BACKEND chooses another keyring, even one it doesn't recommend. A keyring that is "
        "locked, or silent for 15 seconds, is an error; nothing falls back to the file. All commands and "
        "wizard.load() work with it as with the file. The wizard's last step offers it, but never chooses "
        "it by itself. An entry has the service clickfunnels-wizard and the user name PROFILE in "
        "PATH-OF-THE-FILE; no other entry is touched. With the store command, the profile contains a command "
        "that prints only the token, such as op read, bw get password, rbw get, pass show, gopass show -o, "
        "doppler secrets get NAME --plain, infisical secrets get NAME --plain --silent, vault kv get "
        "-field=F or, on macOS, security find-generic-password -w. It has to print the token that is saved. "
        "It's run without a shell and without input, for at most 60 seconds, once per command, and only for "
        "the profile in use: lists never run it. If others can change the file or its folder, it isn't run.",
        (
            ("cfw token-store keyring --all", "out of the file, into the keyring"),
            ("cfw token-store file hammer", "one of them back"),
            ("cfw token-store command hammer --command 'rbw get ClickFunnels'", "from Bitwarden from now on"),
        ),
    ),
    "doctor": (
        "One line each: the file and who can open it, the profile, the token, DNS, the proxy and where it's "
        "set, TLS, the clock, the workspace, its contacts. Each problem comes with what to do about it. "
        "Before anything is saved it checks the network, and the token in CLICKFUNNELS_API_TOKEN.",
        (
            ("cfw doctor", "what works, and what doesn't"),
            ("cfw doctor --report report.txt", "for support: no tokens, no email addresses"),
        ),
    ),
    "export": (
        "Each target has its own help: cfw export cf --help. Netlify, Heroku and Supabase have no target, as "
        "their programs take secrets only as arguments, which others can see, or from a file.",
        (
            ("cfw export cf", "log the official cf command in"),
            ("cfw export github --repo acme/shop", "store the token as a secret for GitHub Actions"),
        ),
    ),
    "snippet": (
        "It prints a few lines that find the workspace's contacts and the token, to start a program from.",
        (
            ("cfw snippet python >client.py", "in Python"),
            ("cfw snippet sh", "in sh; needs jq"),
        ),
    ),
    "path": (
        "Whether the file exists yet or not.",
        (('ls -l "$(cfw path)"', "its owner, permissions and date"),),
    ),
    "schema": (
        "Other tools can rely on the shape of the file. Keys that the schema doesn't name are kept.",
        (("cfw schema >config.schema.json", "for a validator or an editor"),),
    ),
    "completion": (
        "The same scripts are installed in share/ beside the bin/ of cfw. All shells look there if that's "
        "/usr/local, and bash-completion looks there from version 2.12 on. This is for everywhere else.",
        (
            ("source <(cfw completion bash)", "in ~/.bashrc"),
            ("source <(cfw completion zsh)", "in ~/.zshrc, after compinit"),
            ("cfw completion fish | source", "in ~/.config/fish/config.fish"),
        ),
    ),
    "sandbox": (
        "Teams, workspaces and tens of thousands of contacts, with the paging, filters and refusals of the "
        "real API. It prints its tokens and the CLICKFUNNELS_URL to use. It needs one more library: "
        "pip install 'clickfunnels-wizard[sandbox]'.",
        (
            ("cfw sandbox", "on port 4020, until Ctrl+C"),
            ("cfw sandbox --port 0", "on a free port"),
        ),
    ),
}
"""The description and examples of each command, in the order of the parser."""
