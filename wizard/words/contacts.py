"""What is said around contacts: whose they are, how many, which, and what is going on."""

from __future__ import annotations

from wizard.words.key_names import key

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Iterable

PROGRAM = "ClickFunnels contacts"

STEP_TITLE = "Your contacts"
STEP_EXPLANATION = "Are these your contacts? Then it is the right workspace."
STEP_QUESTION = "Is this the right workspace? "

BY_TAG = "by tag"
ACTIVE = "only active ones"
INACTIVE = "only inactive ones"
ASKED_FOR = "only those asked for"

NEWEST_FIRST = "newest first"
OLDEST_FIRST = "oldest first"
LAST_UPDATED_FIRST = "last updated first"
LONGEST_NOT_UPDATED_FIRST = "last updated longest ago first"

LOADING = "Loading."
LOADING_MORE = "Loading more."

NO_CONTACTS = (
    "This workspace has no contacts yet, and that is fine.",
    "The connection works; the first contact will show up here.",
)
NONE_FITS = "No contact fits these filters."


def browse_explanation() -> str:
    """What the keys of a step do where it was opened from the list of workspaces."""
    return f"Enter switches to this workspace, {key('go_back')} returns to the list."


def masked() -> str:
    """What is personal is hidden."""
    return f"masked: {key('mask')} shows them"


def asks() -> str:
    """The key that asks for what the loaded ones do not hold."""
    return f"{key('ask')} asks ClickFunnels for exactly one email address or id."


def loads_all() -> str:
    """The keys that load what is not there yet."""
    return f"{key('load_all')} or {key('load_all_typing')} loads all of them."


def stops() -> str:
    """The key that ends the loading of everything."""
    return f"{key('go_back')} stops it and keeps what has come."


def title(workspace: str) -> str:
    """Whose contacts they are."""
    return f"Contacts of {workspace}"


def which(subdomain: str, *, is_only: bool) -> str:
    """More about the workspace, after its name in the step's question."""
    return f" ({subdomain}){', the only workspace of this team' if is_only else ''}"


def number(count: int) -> str:
    """How many there are."""
    return f"{count:,} contact" if count == 1 else f"{count:,} contacts"


def loaded(count: int) -> str:
    """How many have come so far."""
    return f"{count:,} loaded"


def loaded_more_follow(count: int) -> str:
    """How many have come so far, of more whose number is not known."""
    return f"{count:,} loaded, more follow"


def loaded_of(count: int, total: int, *, is_at_least: bool) -> str:
    """How many have come so far, of how many; `is_at_least` where there may be more."""
    return f"{count:,} of more than {total:,} loaded" if is_at_least else f"{count:,} of {total:,} loaded"


def found(count: int, there: str) -> str:
    """How many hold what is typed, in how many."""
    return f"{count:,} found in {there}"


def tagged(tag: str) -> str:
    """The one tag whose contacts are shown."""
    return f"tag {tag}"


def exactly(asked: str) -> str:
    """The one contact that is shown."""
    return f"exactly {asked}"


def unknown(asked: str) -> str:
    """A contact that ClickFunnels does not have."""
    return f"ClickFunnels has no contact {asked} in this workspace."


def none_with_address(addresses: Iterable[str]) -> str:
    """A filter by email address that fits nobody."""
    return f"No contact has the email address {', '.join(addresses)}."


def none_with_id(ids: Iterable[int]) -> str:
    """A filter by id that fits nobody."""
    return f"No contact has the id {', '.join(map(str, ids))}."


def none_holds(count: int) -> str:
    """Something typed that none of the loaded ones holds."""
    if count == 1:
        return "The only one loaded does not hold that."
    return f"None of the {count:,} loaded ones holds that."


def retry_hint(hint: str) -> str:
    """An error's own hint, and the key that tries again."""
    return f"{hint} {key('retry')} tries again."


def loading_all(course: str) -> str:
    """How the loading of everything goes."""
    return f"Loading all: {course}."
