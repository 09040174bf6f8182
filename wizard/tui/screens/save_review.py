"""What saving does, in a few lines above the preview of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.dom import DOMNode

from wizard.account.access import Permission
from wizard.onboarding.plan import KEYRING, Plan, token_from_command
from wizard.tui.keymap import key_name
from wizard.tui.widgets.marks import MARKS


def review(screen: DOMNode, plan: Plan, keyring: str | None) -> Content:
    """Say what saving does to the file, what the token may do, where it goes, and what else can be chosen.

    `keyring` is what the system's keyring is called, if it can be used.
    """
    return Content("\n").join([_effect(plan), *_access(plan), *_choices(screen, plan, keyring)])


def will_be_saved_as(name: str) -> Content:
    """Say which valid name a typed one becomes."""
    return Content.assemble(f"{MARKS.done} Will be saved as ", (name, "bold"))


def _effect(plan: Plan) -> Content:
    return _warning(plan.effect) if plan.replaces_another else Content(f"{MARKS.done} {plan.effect}")


def _access(plan: Plan) -> Iterator[Content]:
    """What the token may do, what it can read, and what it can't."""
    yield Content(f"{MARKS.calm} The token {plan.rights}.")
    if allowed := plan.access.named(Permission.ALLOWED):
        yield Content(f"{MARKS.done} The token can read {_and(allowed)}.")
    yield from map(_warning, plan.access.warnings())
    if unknown := plan.access.named(Permission.UNKNOWN):
        text = f"{MARKS.ahead} Not known: whether it can read {_and(unknown)}."
        yield Content.styled(text, "$text-muted")


def _choices(screen: DOMNode, plan: Plan, keyring: str | None) -> Iterator[Content]:
    """Where the token goes, its other place and its other profiles, each with the key that changes it."""
    is_in_keyring = plan.profile.token_store == "keyring"
    if command := plan.profile.token_command:
        yield Content(f"{MARKS.done} {token_from_command(command)}")
    elif not is_in_keyring:
        yield Content(f"{MARKS.done} The token goes into this file, which only you can read.")
    if keyring or is_in_keyring:
        name = keyring or KEYRING
        text = f"The token goes into {name}." if is_in_keyring else f"{name} could keep the token."
        yield _choice(key_name(screen, "turn_store"), text, is_on=is_in_keyring)
    if not plan.profile.token_command:
        text = "A password manager could keep the token."
        yield _choice(key_name(screen, "use_command"), text, is_on=False)
    if plan.same_team:
        text = f"Also for this team’s other profiles: {', '.join(plan.same_team)}."
        yield _choice(key_name(screen, "turn_team"), text, is_on=plan.replaces_token)


def _choice(its_key: str, text: str, *, is_on: bool) -> Content:
    mark = MARKS.done if is_on else MARKS.ahead
    return Content.assemble(f"{mark} {text}  ", (its_key, "$text-accent bold"))


def _warning(text: str) -> Content:
    return Content.styled(f"! {text}", "$text-warning")


def _and(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
