"""What the manual page says of subjects that are no command's own. `backticks` are what one types."""

from __future__ import annotations

Topic = tuple[str, tuple[str, ...]]
"""A heading and its paragraphs."""

LINES: Topic = (
    "LINES OF TEXT",
    (
        "`cfw --plain` asks the same, one question at a time; nothing is redrawn and nothing moves: for "
        "screen readers, serial lines, editors' terminals and expect scripts. `TERM=dumb`, `ACCESSIBLE=1` "
        "and a terminal that is not UTF-8 choose it by themselves.",
        "Only a terminal gets lines broken at 79 columns, and not with `ACCESSIBLE=1` or `TERM=dumb`: there, "
        "and through a pipe, each paragraph and each question is one line.",
        "Type a number, part of a name to narrow a list, or an exact id. `?` or `help` explains, `b` goes "
        "back, Ctrl+C leaves with nothing saved. Before it is saved, `j` shows the file as JSON. A pipe can "
        "answer too, one line a question:",
        "`printf '%s\\n' y JNzNaa 42 y '' y | cfw --demo --plain`",
    ),
)

CONFIGURATION: Topic = (
    "CONFIGURATION FILE",
    (
        "It is UTF-8 JSON, and its shape is a promise to other tools: `cfw schema` prints it, `cfw snippet` "
        "a reader in sh, Python, Node, Ruby, PHP or Go. In Python `wizard.load()` gives the profile, and "
        "`wizard.client()` a ready httpx client for its workspace.",
        "Two keys of a profile are there only when they say something: `token_store`, which is `keyring` "
        "where the token is kept there (`token` is null then, and `cfw token` prints it), and `used_at`, "
        "when it was last switched to.",
        '`keys` at the top level gives other keys, such as `{"filter": "f", "go_on": "f5"}`. What cannot be '
        "used is told, and passed over. Keys that this version does not know are kept.",
        "The folder is for its owner only (0700), and so is the file (0600); wider rights are repaired, and "
        "that is said. The file is written whole or not at all: to a temporary file beside it, flushed to "
        "the disk, then renamed. A link is followed, not replaced. Two programs that save at once take "
        "turns, and both survive.",
        "A file that is torn, no JSON, or from a newer version is never overwritten: the wizard says what is "
        "wrong and where, and offers to set it aside, renamed and kept.",
    ),
)

TROUBLE: Topic = (
    "WHEN SOMETHING GOES WRONG",
    (
        "Every error says what happened, which answer or setting caused it, and what to do next. Told apart "
        "are: a rejected token; a token or plan without the permission; a firewall's block, which is not "
        "about the token; a wrong id; a filter that the API does not know; too many requests; trouble at "
        "ClickFunnels; no connection, an unknown host name, no answer in time, a proxy or certificate that "
        "does not work, with the variable that matters; a redirect, which is not followed; an answer that is "
        "no JSON or has another shape; a list that never ends.",
        "Too many requests (429), 502, 503, 504, broken connections and time-outs are tried four times in "
        "all, each time after a longer wait, which is counted down; Esc goes back. A list that breaks "
        "off keeps what has come, Ctrl+R goes on from there, and an id, or a workspace's subdomain, can be "
        "typed by hand instead.",
        "After about two seconds a command says on standard error what it is waiting for. It gives up, with "
        "status 5, when nothing has come for 60 seconds: no byte of an answer, and no pause that "
        "ClickFunnels asked for. `--timeout SECONDS` or `CLICKFUNNELS_TIMEOUT` changes that; above 60, each "
        "request may take that long. Questions, the keyring, `cfw exec` and `cfw sandbox` are exempt.",
        "`--debug FILE` adds every request to a file that only you can read: method, address, status, bytes, "
        "time. It has no token, and dots for ids and filters that somebody typed. `cfw doctor` checks the "
        "whole chain.",
    ),
)

NETWORK: Topic = (
    "NETWORK",
    (
        "From far away a setup costs at most three waits: the token with its teams, the workspaces, the "
        "first contacts. Where the cursor rests, the first page of what comes next is fetched ahead: one at "
        "a time, given up when the cursor moves on, and not at all once ClickFunnels has asked to slow "
        "down. What has come is not asked for again.",
        "The API gives 20 contacts a page. All of them are fetched many pages at once, up to 24 requests, "
        "more while answers are quick, fewer with every fault. Each page is checked; where one does not fit, "
        "the rest is walked page by page, and that is said.",
        "A list that repeats itself, or points back to an earlier page, ends with an error that names it; "
        "everything that came before is kept. Records that can't be read are left out and counted: "
        "`cfw contacts` and `cfw list --live` then exit with 1, or with 5 if there is nothing else in the "
        "list.",
    ),
)

SECURITY: Topic = (
    "SECURITY",
    (
        "The token opens all data of a team. No option takes it, and it is in no log, no traceback, no "
        "temporary folder and no window title. It is shown masked, and copying the mask gives nothing.",
        "It goes to ClickFunnels alone, over TLS with checked certificates; plain http is for this machine "
        "only, and redirects and links in answers are never followed. A certificate authority that this "
        "machine trusts, and that lies, is believed. While the first step is read, a connection is opened, "
        "with no token. A saved token goes to the addresses it was saved with, a subdomain must be one DNS "
        "label below the template's host, and a directory's `.clickfunnels.json` has ids alone, which choose "
        "among what is saved.",
        "Only their owner can open the folder and the file, from their first moment; on Windows, access "
        "control lists see to that, and `cfw doctor` names who else is on them. The token in it is plain "
        "text to root, to backups of your disk and to whatever runs as you, unless `cfw token-store "
        "keyring` moves it into the system's keyring. `cfw env` and `cfw exec` put it into an environment: "
        "that is their purpose. A file that was set aside as damaged keeps the tokens in it: delete it.",
        "No control sequence, bidi mark or invisible letter from outside reaches a terminal, in any format "
        "or message, and spaces and accents can't pile up; files and pipes get the data unchanged. `cfw "
        "env` quotes for its shell, and CSV for spreadsheets. A name that looks like another one, in "
        "letters that can be seen, is shown as it is. An answer may have 8 MB, unpacked, and gzip once; "
        "connecting may take 10 seconds, each piece 20, an answer 60 in all.",
        "`cfw forget` removes a token from this computer. It works on until it is revoked in the Developer "
        "Portal.",
    ),
)
