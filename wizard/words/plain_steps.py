"""What the steps ask line by line, the keys that answer there, and what came of it."""

from __future__ import annotations

from wizard.words.by_id import WHOSE_ID

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_SHOWN = "what you type is not shown"
TOKEN_KEYS = "Nothing that you type or paste is shown. b goes back, Ctrl+C leaves with nothing saved."
FIRST_QUESTION = "This is the first question. Ctrl+C leaves."
NOTHING_CAME = "The line was empty."
ASKING_ABOUT_TOKEN = "Asking ClickFunnels about this token."
EARLIER_TOKEN = "the one given before"

ONE_WORKSPACE = "If the token is for one workspace only, type that workspace's id."
NO_WORKSPACE_ID = f"Nothing was typed. {WHOSE_ID}"
WORKSPACE_BY_ID = (
    "A token for one workspace can't list teams and workspaces, so the workspace has to be named by its id "
    "or public id. b goes back to the token, Ctrl+C leaves with nothing saved."
)

CONTACTS_KEYS = (
    "If they are yours, it is the right workspace: y or Enter goes on. If not, n or b goes back, to choose "
    "another one. Nothing of this is saved. `cfw contacts` shows all of them later."
)
SAVED_ALL_THE_SAME = "You can save the token all the same."
NOT_LOADED = "Its contacts could not be loaded."
MASKED = "In the demo names, emails and phone numbers are masked, so the contacts are not listed."
NO_CONTACTS = "This workspace has no contacts yet, and that is fine: the connection works."
TRY_AGAIN = "Try again?"

OTHER_PROFILES = (
    "Other profiles of this team are saved with another token. The new token reaches their workspaces too; "
    "yes gives it to them, no leaves them the token that they have."
)
KEYRING = (
    "The system's keyring keeps the token apart from the file, which then names the place only. Other tools "
    "get it with `cfw token`."
)
NAME_KEYS = (
    "Type a name without blanks, or press Enter for the one that the question names. b goes back, Ctrl+C "
    "leaves with nothing saved."
)
FILE = "File"
NAME = "Profile name"
TEAM = "Team"
WORKSPACE = "Workspace"
SUBDOMAIN = "Subdomain"
TOKEN = "Token"
TOKEN_PLACE = "Token kept in"
TOKEN_ALSO_FOR = "Token also for"
EFFECT = "Effect"
"""What is told of that which will be saved."""

MASKED_TOKEN = "masked"
THE_FILE = "this file"
WILL_BE_SAVED = "This will be saved:"
SAVE_IT = "Save it?"
SAVE_KEYS = (
    "y or Enter saves what stands above the question. j shows the file exactly as it will be, as JSON, with "
    "only the token masked. n or b goes back to the name. Nobody else on this machine can read the file, and "
    "all else that it holds stays as it is."
)
JSON = "j JSON"
NOTHING_SAVED_YET = "Nothing is saved yet."
SAME_WITHOUT_QUESTIONS = "The same without questions, the token piped in:"


def where(dashboard: str) -> str:
    """The way to a token."""
    return (
        f"To get a token, open {dashboard} and choose your team, then Team Settings, then Developer Portal, "
        "then Add new platform application. Fill it in, press Create, and copy its API access token."
    )


def use_offered(source: str, summary: str) -> str:
    """Ask whether to take the token that is there already."""
    return f"Use {source} ({summary})?"


def token_question(keys: Sequence[str]) -> str:
    """Ask for a token."""
    return f"API token ({', '.join(keys)}):"


def token_that_ends_in(ending: str) -> str:
    """The token that was given earlier."""
    return f"the one that ends in {ending}"


def workspace_question(known: int | None) -> str:
    """Ask for the id of a workspace that can't be listed."""
    keeps = f"Enter keeps {known}, " if known else ""
    return f"Workspace id ({keeps}b back, ? help):"


def enter_tries_again(name: str) -> str:
    """What Enter does."""
    return f"Enter tries {name} again"


def found(summary: str, doubt: str) -> str:
    """What was typed holds a token."""
    return f"Found a token: {summary}. {doubt}".rstrip()


def paste_again(reason: str) -> str:
    """What was typed holds none."""
    return f"{reason} Nothing was sent. Paste your token, and press Enter."


def loading_contacts(workspace: str) -> str:
    """They are waited for."""
    return f"Loading the contacts of {workspace}."


def is_it_right(workspace: str, subdomain: str) -> str:
    """Ask whether the contacts are the right ones."""
    return f"Is {workspace} ({subdomain}) the right workspace?"


def all_contacts(count: int) -> str:
    """There are no more than are shown."""
    return "Its only contact" if count == 1 else f"All its {count} contacts, newest first"


def newest_of(shown: int, total: int) -> str:
    """There are more than are shown."""
    return f"{_newest(shown)} of {total:,} contacts"


def newest_of_more_than(shown: int, total: int) -> str:
    """There are so many that ClickFunnels does not count them all."""
    return f"{_newest(shown)} of more than {total:,} contacts"


def newest(shown: int) -> str:
    """How many there are is not known."""
    return f"{_newest(shown)} {'contact' if shown == 1 else 'contacts'}; more follow"


def _newest(shown: int) -> str:
    return "The newest" if shown == 1 else f"The newest {shown}"


def contacts_below(heading: str) -> str:
    """One of the headings, over a line for each contact."""
    return f"{heading}:"


def masked_contacts(heading: str, days: Sequence[str]) -> str:
    """Contacts that are not told one by one, after one of the headings; the `days` on which they came."""
    if not days:
        return f"{heading}. {MASKED}"
    first, last = days[0], days[-1]
    came = f"Added on {first}." if first == last else f"Added between {first} and {last}."
    return f"{heading}. {came} {MASKED}"


def added(day: str) -> str:
    """When a contact came."""
    return f"added {day}"


def contact(number: int) -> str:
    """A contact of which nothing else is known."""
    return f"contact {number}"


def name_question(proposed: str) -> str:
    """Ask for the profile's name."""
    return f"Profile name (Enter for {proposed}, b back, ? help):"


def use_keyring(keyring: str) -> str:
    """Ask where the token is to be kept."""
    return f"Keep the token in {keyring}, rather than in the file?"


def give_to_others(names: Sequence[str]) -> str:
    """Ask whether the token is theirs too."""
    return f"Give the token to this team’s other profiles too: {', '.join(names)}?"


def masked_token(ending: str) -> str:
    """The token, as far as it may be told."""
    return f"{MASKED_TOKEN}, ends in {ending}" if ending else MASKED_TOKEN


def item(name: str, value: str) -> str:
    """One of the things that will be saved."""
    return f"{name}: {value}"
