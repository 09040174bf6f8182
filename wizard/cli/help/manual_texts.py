"""What the manual page says beside the commands. What a person types is in `backticks`."""

from __future__ import annotations

CHANGED = "2026-12-01"
"""The page's date: when these texts last changed."""

DESCRIPTION = (
    "`cfw` sets up access to the ClickFunnels 2.0 API: an API access token, a team and a workspace, checked "
    "against live lists and saved to a configuration file that scripts and other tools read. Without a "
    "command it opens the list of saved workspaces, or the wizard if nothing is saved. "
    "`clickfunnels-wizard` is the same program.",
    "The wizard has five steps. Token: paste whatever you have, whether it's the token, a curl command, a "
    "header, a .env file, a Postman environment or some code. It's shown masked, and checked with "
    "ClickFunnels before you go on. A subdomain or an id beside it highlights that workspace later. A token "
    "in `CLICKFUNNELS_API_TOKEN` is offered, never used silently. Team and workspace: chosen from live "
    "lists; if there is only one, it's chosen for you. Contacts: proof that it's the right workspace. Save: "
    "exactly what will be written and where, under a name of your choice.",
    "The last line of a screen shows the keys that work right now; the mouse works too.",
    "A command uses the profile of `--profile`, otherwise of `CLICKFUNNELS_PROFILE`, otherwise of the "
    "nearest `.clickfunnels.json` in the current directory or above it, otherwise the current profile, which "
    "`cfw switch` changes.",
    "Data goes to standard output, everything else to standard error; in pipes and files, text is UTF-8 with "
    "plain LF, on Windows too. It changes nothing at ClickFunnels: every request only reads, except that "
    "`cfw login` registers this program and gets a token.",
)

ENVIRONMENT = (
    ("CLICKFUNNELS_PROFILE", "The profile to use; `--profile` wins."),
    (
        "CLICKFUNNELS_API_TOKEN",
        "A token that wins over the saved one. The wizard's first step offers it, and `cfw setup` without a "
        "screen uses it. It works without a profile too: if nothing is saved, or with `--workspace` or "
        "`--team`, `status`, `contacts`, `env`, `exec` and `export` use it with that workspace, or with its "
        "only one; `list --live` then lists what it can access.",
    ),
    (
        "CLICKFUNNELS_ALLOW_AGENT",
        "If it's 1, `cfw env` and `cfw token` print the token even where a coding agent runs them.",
    ),
    (
        "CLICKFUNNELS_CONFIG_DIR",
        "The folder of `config.json`; `--config-dir` wins. A user without a home folder, as in some "
        "containers, needs one of them.",
    ),
    (
        "CLICKFUNNELS_URL",
        "The API's address for new profiles, instead of `https://{subdomain}.myclickfunnels.com/api/v2`. "
        "`{subdomain}` can be in the path, or a part of the host left of the domain; without it one "
        "address serves all. Plain http is only for this machine: also as `localhost` or `api.localhost`.",
    ),
    (
        "CLICKFUNNELS_TIMEOUT",
        "Seconds of silence after which a command gives up; `--timeout` wins, the default is 60.",
    ),
    (
        "HTTPS_PROXY, ALL_PROXY, NO_PROXY",
        "The network's proxy (http://, https://, socks5:// or socks5h://), and hosts that need none. "
        "Without them, the proxy settings of macOS and Windows are used.",
    ),
    (
        "SSL_CERT_FILE, SSL_CERT_DIR",
        "A file or a folder of certificates to trust instead of the system's trust store.",
    ),
    ("ACCESSIBLE", "Lines of text instead of screens, like `--plain`, unless it's empty or 0."),
    (
        "CI",
        "If it's set to anything but 0 or false, nothing is drawn or asked, like `--no-input`. `--plain` and "
        "`--demo` still ask.",
    ),
    ("TERM", "The kind of terminal; `dumb` gets lines of text, and no colours."),
    (
        "CLICKFUNNELS_THEME",
        "The colours: `clickfunnels-dark`, `clickfunnels-light`, any theme of Textual, or `ansi` "
        "for the terminal's own. If unset, COLORFGBG decides, otherwise dark; with sixteen colours or none "
        "it's `ansi`.",
    ),
    ("TEXTUAL_ANIMATIONS", "Nothing moves unless this is `full` or `basic`."),
    ("NO_COLOR", "No colours, whatever its value."),
)

FILES = (
    (
        "~/.config/clickfunnels/config.json",
        "The profiles; `cfw path` prints where it is, `cfw schema` describes it. On macOS the folder is "
        "`~/Library/Application Support/clickfunnels`, on Windows `%LOCALAPPDATA%\\clickfunnels`.",
    ),
    (
        "config.backup-N.json",
        "Next to it, with the same permissions: its last ten versions, for `cfw undo`. If `config.json` is a "
        "link, they are next to the link. A token that is forgotten, or moved into the keyring, is removed "
        "from them too.",
    ),
    (
        "last-known.json",
        "Next to it: names and ids of what the tokens can access, for use without a network. No token.",
    ),
    (
        ".clickfunnels.json",
        "In a directory: the team and the workspace to use there and below. No token. See `cfw pin`.",
    ),
)

STATUSES = (
    (0, "done"),
    (1, "failed"),
    (2, "usage: an argument or a setting is wrong, or an answer is missing"),
    (3, "nothing is configured, or the profile is unknown"),
    (4, "the token was rejected"),
    (5, "ClickFunnels could not be reached, was silent for 60 seconds, or sent an unusable response"),
    (6, "not allowed, or not found"),
    (130, "you left or interrupted it; after another signal, 128 plus the signal's number"),
    (141, "the reader of the output closed it, such as `head` when it has enough"),
)
