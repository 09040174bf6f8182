"""The keys of all screens, for the manual page. F1 says the same of the screen at hand, in fewer words."""

from __future__ import annotations

Rows = tuple[tuple[str, str], ...]
"""Keys, and what they do."""

KEYS: tuple[tuple[str, Rows], ...] = (
    (
        "On every screen",
        (
            ("Enter", "Does the obvious thing: goes on, chooses, switches, saves."),
            ("Ctrl+N", "Goes on too."),
            ("Esc", "Goes back with every answer kept; stops what is being waited for."),
            ("F1, ?, Ctrl+/", "Explains the screen; `?` outside a field, or in an empty one."),
            ("Ctrl+R", "Tries again what failed; a list goes on where it broke off."),
            ("Ctrl+Q", "Leaves, and asks first if something would be lost."),
            ("Ctrl+Z", "Leaves it to the shell that started it; `fg` brings it back."),
        ),
    ),
    (
        "Token",
        (
            ("Ctrl+R", "Shows the token, for you to compare, and masks it again."),
            ("Ctrl+T, F4", "Takes the token that is offered, such as that of `CLICKFUNNELS_API_TOKEN`."),
            ("Ctrl+O", "Opens the dashboard, where the way to a token begins."),
        ),
    ),
    (
        "Team and workspace",
        (
            ("any letter", "Filters by name or id, a workspace by its subdomain too."),
            ("an id", "Is looked up where the list does not come; a workspace by its subdomain too."),
        ),
    ),
    (
        "Save, and what follows",
        (
            ("Ctrl+Y", "Keeps the token in the keyring or in the file, where there is a keyring."),
            ("Ctrl+T, F4", "Gives the token to all saved profiles of the team."),
            (
                "c, s, y, p",
                "Saved: copy the command that does the same, the shell lines, the Python lines, the path.",
            ),
        ),
    ),
    (
        "The list of everything to switch to",
        (
            ("any letter", "Finds a workspace, team, profile, subdomain or id."),
            ("-", "Stands for the previous profile."),
            ("F3", "Browses the contacts of the entry."),
            ("F2", "Renames the profile."),
            ("Ctrl+G", "Forgets the profile, after a yes."),
            ("Ctrl+T, F6", "Gives the profile another token."),
            ("Ctrl+S, F4", "Sets up another token or team."),
        ),
    ),
    (
        "Contacts",
        (
            (
                "Home, End",
                "Go to either end at once. What is not loaded yet is a gap, and comes as you scroll. "
                "The number of all is shown where ClickFunnels tells it, else how many are loaded.",
            ),
            ("/", "Filters what is loaded by name, email, phone and tag, as you type."),
            ("Ctrl+S, F4", "Asks ClickFunnels for exactly the email or id that was typed."),
            ("l", "Loads all contacts, `Ctrl+L` while you type. Esc stops it and keeps what has come."),
            ("o, u", "Turn the order; order by the last update, which loads no pages at once."),
            ("t", "Shows only contacts with a tag."),
            ("a", "Shows only active contacts, then only inactive ones, then all."),
            (
                "d",
                "Shows all of a contact: custom attributes, where it first came from, times in words and "
                "exactly.",
            ),
            (
                "e, i, j",
                "Copy the email, the id, the whole record as JSON: through the terminal (OSC 52, over SSH "
                "too), where it allows that.",
            ),
            ("v", "Shows what was copied, to be selected by hand."),
            ("w", "Opens the contact in the dashboard."),
            (
                "m",
                "Masks names, emails, phones and free texts while others look on. The demo begins masked.",
            ),
        ),
    ),
)
"""Of each screen. `keys` in the configuration file gives other keys; `cfw schema` lists the names."""
