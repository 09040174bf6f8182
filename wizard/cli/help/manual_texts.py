"""What the manual page says beside the commands. `backticks` are what one types."""

from __future__ import annotations

CHANGED = "2026-11-25"
"""When these texts were last changed: the page's date."""

DESCRIPTION = (
    "`cfw` sets up access to the ClickFunnels 2.0 API: an API access token, a team and a workspace, checked "
    "against live lists and saved to a configuration file that scripts and other tools read. Without a "
    "command it opens the list of what is saved, or the wizard where nothing is. `clickfunnels-wizard` is "
    "the same program.",
    "The wizard has five steps. Token: paste whatever you have, be it the token, a curl command, a header, a "
    "line of a .env file or some JSON; what was found is shown masked, and checked with ClickFunnels before "
    "going on. A token in `CLICKFUNNELS_API_TOKEN` is offered, never taken silently. Team and workspace: "
    "chosen from live lists; what is the only choice is taken by itself. Contacts: the proof that it is the "
    "right workspace. Save: exactly what will be written and where, under a name of your choice.",
    "The last lines of a screen show the keys that work right now; the mouse works too.",
    "Which profile a command uses: that of `--profile`, else of `CLICKFUNNELS_PROFILE`, else of the nearest "
    "`.clickfunnels.json` upward from the current directory, else the current one, which `cfw switch` "
    "changes.",
    "Data goes to standard output, everything else to standard error; in pipes and files, text is UTF-8 with "
    "plain LF on Windows too. It changes nothing at ClickFunnels: every request is a read.",
)

ENVIRONMENT = (
    ("CLICKFUNNELS_PROFILE", "The profile to use; `--profile` wins."),
    (
        "CLICKFUNNELS_API_TOKEN",
        "A token that wins over the saved one. The wizard's first step offers it, and `cfw setup` without a "
        "screen takes it. It works without a profile too: where nothing is saved, and with `--workspace` or "
        "`--team`, `status`, `contacts`, `env`, `exec` and `export` use it with that workspace, or with its "
        "only one; `list --live` then lists what it can access.",
    ),
    (
        "CLICKFUNNELS_CONFIG_DIR",
        "The folder of `config.json`; `--config-dir` wins. A user without a home folder, as in some "
        "containers, needs one of them.",
    ),
    (
        "CLICKFUNNELS_URL",
        "Where the API of new profiles is, instead of `https://{subdomain}.myclickfunnels.com/api/v2`. "
        "`{subdomain}` can be in the path, or a part of the host left of the domain; without it one "
        "address serves all. Plain http is for this machine only: also as `localhost` or `api.localhost`.",
    ),
    (
        "CLICKFUNNELS_TIMEOUT",
        "Seconds without a byte after which a command gives up; `--timeout` wins, the default is 60.",
    ),
    (
        "HTTPS_PROXY, ALL_PROXY, NO_PROXY",
        "The network's proxy (http://, https://, socks5:// or socks5h://), and hosts that need none. "
        "Without them, macOS's and Windows' own proxy settings are used.",
    ),
    (
        "SSL_CERT_FILE, SSL_CERT_DIR",
        "A file or a folder of certificates to trust instead of the system's trust store.",
    ),
    (
        "ACCESSIBLE",
        "Lines of text in place of screens, as `--plain` asks for, unless it is empty or 0.",
    ),
    (
        "CI",
        "Where it is set, and not to 0 or false, nothing is drawn or asked, as with `--no-input`. `--plain` "
        "and `--demo` still ask.",
    ),
    (
        "TERM",
        "The kind of terminal; `dumb` is one that gets lines of text, and no colours.",
    ),
    (
        "CLICKFUNNELS_THEME",
        "The colours: `clickfunnels-dark`, `clickfunnels-light`, any theme of Textual, or `ansi` "
        "for the terminal's own. Unset, COLORFGBG decides, else dark; it is `ansi` where there are sixteen "
        "colours or none.",
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
        "Beside it, with the same rights: its last ten versions, for `cfw undo`. Where `config.json` is a "
        "link, they are beside the link. A token that is forgotten, or moved into the keyring, is taken out "
        "of them too.",
    ),
    (
        "last-known.json",
        "Beside it: names and ids of what the tokens reach, for when there is no network. No token.",
    ),
    (
        ".clickfunnels.json",
        "In a directory: the team and the workspace that are used there and below. No token. See `cfw pin`.",
    ),
)

STATUSES = (
    (0, "done"),
    (1, "failed"),
    (2, "usage: an argument or a setting is wrong, or an answer is missing"),
    (3, "nothing configured, or an unknown profile"),
    (4, "the token was rejected"),
    (5, "ClickFunnels could not be reached, sent nothing for 60 seconds, or gave no usable answer"),
    (6, "not allowed, or not found"),
    (130, "left by you, or interrupted; 128 and the signal's number after another signal"),
    (141, "whoever read the output is gone, such as `head` when it has enough"),
)
