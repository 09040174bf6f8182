"""Sections of the manual page about more than one command. What a person types is in `backticks`."""

from __future__ import annotations

from wizard.cli.agent_check import AGENT_VARIABLES

Topic = tuple[str, tuple[str, ...]]
"""A heading and its paragraphs."""

KEYS: Topic = (
    "KEYS",
    (
        "`F1` or `?` lists the keys of the current screen, and Ctrl+P or F7 finds a command by name. Keys "
        "that are a single character work only outside text fields; `?` also in an empty one. Tab moves to "
        "the next part of a screen, and Ctrl+Z suspends the program: `fg` brings it back.",
        "Where a list has a field, typing filters it by name, id or subdomain. If a list can't be loaded, "
        "type an exact id, or a workspace's subdomain, to look it up. In the list of everything to switch "
        "to, `-` is the previous profile.",
        "In the contacts, Home and End jump to either end at once: what isn't loaded yet is a gap that fills "
        "in as you scroll. Copying goes through the terminal (OSC 52, over SSH too) if it allows that; `v` "
        "shows what was copied, to select it by hand.",
        "`keys` in the configuration file changes keys; `cfw schema` lists their names.",
    ),
)

LINES: Topic = (
    "LINES OF TEXT",
    (
        "`cfw --plain` asks the same questions, one at a time; nothing is redrawn and nothing moves. It's "
        "for screen readers, serial lines, terminals in editors, and expect scripts. `TERM=dumb`, "
        "`ACCESSIBLE=1` and a terminal that isn't UTF-8 switch it on by themselves.",
        "Lines are wrapped at 79 columns only on a terminal, and not with `ACCESSIBLE=1` or `TERM=dumb`: "
        "there, and through a pipe, each paragraph and each question is one line.",
        "Type a number, part of a name to narrow down a list, or an exact id. `?` or `help` explains, `b` "
        "goes back, Ctrl+C leaves without saving. Before it's saved, `j` shows the file as JSON. A pipe can "
        "answer too, one line per question:",
        "`printf '%s\\n' y JNzNaa 42 y '' y | cfw --demo --plain`",
    ),
)

EXPORTS: Topic = (
    "EXPORTS",
    (
        "Until FILE is complete, every page that has arrived is in FILE.part, which only you can read. After "
        "Ctrl+C, a crash or a kill, `--resume` asks only for the rest. If FILE.part or FILE already exists, "
        "`cfw contacts` asks. If nobody can be asked, an existing FILE.part needs `--resume` or `--force`, "
        "and an existing FILE is replaced. A FILE.part that isn't from an export is never touched. "
        "/dev/stdout and FIFOs get the contacts as they arrive.",
        "With `--output`, a terminal shows a bar with the time left, and a log gets a line every 10 seconds. "
        "If ClickFunnels doesn't say how many contacts there are, that number is estimated: about 900.",
        "JSON has each contact as the API sends it. CSV has a column for each custom attribute, tags as a "
        "list of names, and an apostrophe before anything a spreadsheet would run as a formula; `--excel` "
        "begins it with a byte order mark, by which Excel knows the encoding. `--columns` selects and orders "
        "the columns of CSV and the fields of JSON; one custom attribute is `custom_attributes.NAME`.",
        "A segment, oldest first, of which `--columns` selects only plain fields (no tags, custom "
        "attributes, visits or social links), is fetched thousands of contacts at a time. The file is the "
        "same: anonymous and redacted contacts are left out, as in the list, and if anything differs from "
        "the list's first page, or ClickFunnels can't do it, the list is fetched instead. ClickFunnels "
        "allows two requests for a segment at a time, and stops those that take it longer than 10 seconds.",
        "`--since 2026-11-01` exports the contacts added since then, in local time. `--since last` exports "
        "those added since the previous export with `--since` to the same file, which FILE.since remembers; "
        "the first time, all. They replace what is in FILE, or are added to it with `--append`. Changes to "
        "contacts that are older aren't included. A nightly job:",
        "`cfw contacts --since last --append --output all.csv`",
    ),
)

VARIABLES: Topic = (
    "FILES OF VARIABLES",
    (
        "`cfw env --format dotenv` is for .env files: python-dotenv, Node, Ruby, PHP, Docker Compose and "
        "direnv read the same values from it. `docker` has no quotes, because `docker run --env-file` keeps "
        "them. `github` is for the file that `$GITHUB_ENV` names; on GitHub Actions it also masks the token "
        "in the log. `systemd` is for EnvironmentFile=, `cmd` for a batch file, `nu` for a script that "
        "Nushell sources; `cfw env --format json | from json | load-env` works there too.",
        "`--like .env.example` fills in the variables that a project uses, in their order, and keeps all "
        "else: names that end in CLICKFUNNELS_ and API_KEY, API_TOKEN, ACCESS_TOKEN, SUBDOMAIN, "
        "WORKSPACE_SUBDOMAIN, WORKSPACE_ID, WORKSPACE_PUBLIC_ID, TEAM_ID, API_BASE, API_URL, ACCOUNTS_URL or "
        "PROFILE. For other names, `--as NAME=VALUE` says what they are for: token, team-id, workspace-id, "
        "workspace-public-id, subdomain, api-url, accounts-url or profile. Names that a web framework sends "
        "to every visitor, such as VITE_... or NEXT_PUBLIC_..., get no token without `--force`.",
        "`--output .env` writes into that file, replaces the variables that are in it and keeps everything "
        "else. Only its owner can then open it. If git would commit it, there is a warning; `--gitignore` "
        "adds it to the .gitignore beside it.",
    ),
)

PROMPTS: Topic = (
    "PROMPTS",
    (
        "`cfw prompt` in bash, in `~/.bashrc`:",
        "`profile() { cfw prompt --shell bash --format '[{profile}] '; }`",
        """`PROMPT_COMMAND='PS1="$(profile)\\w \\\\\\$ "'`""",
        "In zsh, in `~/.zshrc`:",
        "`profile() { cfw prompt --shell zsh --format '[{profile}] '; }`",
        "`setopt prompt_subst; PROMPT='$(profile)%~ %# '`",
        "In fish, in `~/.config/fish/functions/fish_right_prompt.fish`:",
        "`function fish_right_prompt; cfw prompt --shell fish; end`",
        "In starship, at the top of `~/.config/starship.toml`:",
        """`custom.cfw = { command = "cfw prompt", when = true }`""",
        "In powerlevel10k, in `~/.p10k.zsh`, with `cfw` among the prompt elements:",
        "`function prompt_cfw() { local text=$(cfw prompt --shell zsh)`",
        """`[[ -z $text ]] || p10k segment -f cyan -t "$text" }`""",
    ),
)

AGENTS: Topic = (
    "AGENTS",
    (
        "What a coding agent's command prints ends up in a transcript, on somebody's server. So if the "
        "environment shows that an agent is running them, `cfw env` and `cfw token` don't print the token, "
        "and exit with 2. The agent can use it without reading it: `cfw exec -- COMMAND`, or "
        "`cfw env --output .env`. `--show` or `CLICKFUNNELS_ALLOW_AGENT=1` prints it all the same; the "
        "demo's tokens are always printed. This is a seat belt, not a security boundary: an agent that runs "
        "as you can read what you can read.",
        f"These variables count, if they aren't empty: {', '.join(f'`{one}`' for one in AGENT_VARIABLES)}.",
    ),
)

CONFIGURATION: Topic = (
    "CONFIGURATION FILE",
    (
        "It's UTF-8 JSON, and other tools can rely on its shape: `cfw schema` prints it, `cfw snippet` "
        "prints code that reads it in sh, Python, Node, Ruby, PHP or Go. In Python `wizard.load()` returns "
        "the profile, `wizard.client()` and `wizard.async_client()` a ready httpx client for its workspace, "
        "and `wizard.all_contacts()` all its contacts as an async iterator, many pages at once. In tests, "
        "`with wizard.sandbox.running() as server:` runs an invented ClickFunnels at `server.url`, which "
        "accepts `server.token`.",
        "Some keys of a profile are only there when they say something: `token_store`, which is `keyring` "
        "or `command` if the token isn't in the file (`token` is null then, and `cfw token` prints it); "
        "`token_command`, a list of the program that prints it and its arguments; and `used_at`, when the "
        "profile was last switched to.",
        '`keys` at the top level changes keys, such as `{"filter": "f", "go_on": "f5"}`. An entry '
        "that can't be used is reported and ignored. Keys of the file that this version doesn't know are "
        "kept.",
        "Only its owner can open the folder (0700) and the file (0600); wider permissions are repaired "
        "and reported. The file is written completely or not at all: to a temporary file next to it, flushed "
        "to the disk, then renamed. A link is followed, not replaced. Two programs that save at once take "
        "turns, and both changes survive.",
        "A file that is truncated, isn't JSON, or is from a newer version is never overwritten: the wizard "
        "says what is wrong and where, and offers to rename it and keep it.",
    ),
)

TROUBLE: Topic = (
    "WHEN SOMETHING GOES WRONG",
    (
        "Every error says what happened, which answer or setting caused it, and what to do next. These have "
        "errors of their own: a rejected token; a token or plan without the permission; a firewall's block, "
        "which isn't about the token; a wrong id; a filter that the API doesn't know; too many requests; "
        "trouble at ClickFunnels; no connection, an unknown host name, no answer in time, a proxy or "
        "certificate that doesn't work, with the variable that matters; a redirect, which is not followed; a "
        "response that isn't JSON or has another shape; a list that never ends.",
        "Too many requests (429), 502, 503, 504, broken connections and timeouts are tried four times in "
        "all, with longer pauses each time and a countdown; Esc goes back. If a list breaks off, what has "
        "arrived stays and Ctrl+R continues from there, or you can type an id, or a workspace's subdomain, "
        "instead.",
        "After about two seconds a command says on standard error what it's waiting for. It gives up, with "
        "status 5, after 60 seconds without a byte of a response, not counting pauses that ClickFunnels "
        "asked for. `--timeout SECONDS` or `CLICKFUNNELS_TIMEOUT` changes that; above 60, each request may "
        "take that long. Questions, the keyring, `cfw exec` and `cfw sandbox` never time out.",
        "`--debug FILE` logs every request to a file that only you can read: method, address, status, bytes, "
        "time. It contains no token, and dots in place of ids and filters that were typed. `cfw doctor` "
        "checks everything from the file to the contacts.",
    ),
)

NETWORK: Topic = (
    "NETWORK",
    (
        "From far away a setup takes at most three waits: the token with its teams, the workspaces, the "
        "first contacts. While the cursor rests on a row, the first page of what comes next is fetched "
        "ahead: one at a time, stopped when the cursor moves on, and not at all once ClickFunnels has asked "
        "to slow down. What has been fetched isn't requested again.",
        "The API returns 20 contacts per page. To fetch all of them, many pages are requested at once: up to "
        "16, or `--parallel N`, half as many whenever ClickFunnels asks to slow down, and slowly more again. "
        "Each page is checked; if one doesn't fit, the rest is fetched page by page, with a note.",
        "A list that repeats itself, or points back to an earlier page, ends with an error that names it; "
        "everything before that is kept. Records that can't be read are left out and counted: "
        "`cfw contacts` and `cfw list --live` then exit with 1, or with 5 if there is nothing else in the "
        "list.",
    ),
)

SECURITY: Topic = (
    "SECURITY",
    (
        "The token gives access to all of a team's data. No option takes it, and it is in no log, traceback, "
        "temporary folder or window title. It's shown masked, and copying the mask copies nothing.",
        "It's sent only to ClickFunnels, over TLS with checked certificates; plain http is only for this "
        "machine, and redirects and links in responses are never followed. A dishonest certificate authority "
        "that this machine trusts could still read along. While you read the first step, a connection is "
        "opened, without a token. A saved token is sent only to the addresses it was saved with, a subdomain "
        "must be one DNS label below the template's host, and a directory's `.clickfunnels.json` contains "
        "only ids, which choose among what is saved.",
        "Only their owner can open the folder and the file, from the moment they exist; on Windows, access "
        "control lists ensure that, and `cfw doctor` names who else is on them. The token in the file is "
        "plain text to root, to backups of your disk and to whatever runs as you, unless `cfw token-store "
        "keyring` moves it into the system's keyring. `cfw env` and `cfw exec` put it into an environment: "
        "that is their purpose. A file that was set aside as damaged still contains its tokens: delete it.",
        "No control sequence, bidi mark or invisible letter from outside reaches a terminal, in any format "
        "or message, and spaces and accents can't pile up; files and pipes get the data unchanged. `cfw "
        "env` quotes for its shell, and CSV for spreadsheets. A name that only looks like another "
        "one isn't recognized. A response may have 8 MB, unpacked, and be compressed once, with gzip; "
        "connecting may take 10 seconds, each piece 20, and a response 60 in all.",
        "`cfw forget` removes a token from this computer. It keeps working until it's revoked in the "
        "Developer Portal.",
    ),
)
