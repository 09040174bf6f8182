"""`cfw export github` and the like: give the token to a hosting service's own program, on its standard input.

Sources: the code of gh 2.60, Vercel's CLI 52, wrangler 4, flyctl 0.4.87 and doppler 3.76. Without a line
break at its end, all of them store exactly the token. Netlify, Heroku and Supabase are left out: their
commands take the value as an argument or from a file.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from wizard.cli.export_targets.target import Target
from wizard.cli.help.command_texts import Examples
from wizard.cli.options import Options
from wizard.cli.other_programs import find, run_with_input, shown
from wizard.cli.profile_selection import select_profile
from wizard.cli.terminal import note
from wizard.config.paths import TOKEN_VARIABLE
from wizard.integrations.env_names import is_public


class _Option(NamedTuple):
    """An option of the other program, which `cfw` takes and passes on under the same name."""

    name: str
    metavar: str
    text: str
    is_required: bool = False


class _SecretStore(NamedTuple):
    """A program that stores secrets."""

    program: str
    stores_in: str
    """What it stores secrets in."""
    install: str
    """The address that says how to install it."""
    command: Callable[[str, Options], list[str]]
    """Gives its arguments for the name of a secret, without `options`."""
    options: tuple[_Option, ...]
    examples: Examples


_STORES = {
    "github": _SecretStore(
        "gh",
        "a repository's secrets for GitHub Actions",
        "https://cli.github.com",
        lambda name, _: ["secret", "set", name],
        (
            _Option("--repo", "OWNER/NAME", "the repository", is_required=True),
            _Option("--env", "ENVIRONMENT", "one of its environments (default: the whole repository)"),
        ),
        (("cfw export github --repo acme/shop", "the secret CLICKFUNNELS_API_TOKEN of that repository"),),
    ),
    "vercel": _SecretStore(
        "vercel",
        "a Vercel project's environment variables",
        "https://vercel.com/docs/cli",
        lambda name, options: ["env", "add", name, options.environment, "--force"],
        (),
        (("cfw export vercel --environment preview", "for the previews of the project in this folder"),),
    ),
    "wrangler": _SecretStore(
        "wrangler",
        "a Cloudflare Worker's secrets",
        "https://developers.cloudflare.com/workers/wrangler/install-and-update",
        lambda name, _: ["secret", "put", name],
        (
            _Option("--name", "WORKER", "the Worker (default: that of this folder)"),
            _Option("--env", "ENVIRONMENT", "one of its environments"),
        ),
        (("cfw export wrangler --name shop", "a secret of the Worker shop"),),
    ),
    "fly": _SecretStore(
        "fly",
        "a Fly.io app's secrets",
        "https://fly.io/docs/flyctl/install",
        lambda name, options: ["secrets", "set", f"{name}=-", *(["--stage"] if options.stage else [])],
        (_Option("--app", "APP", "the app (default: that of this folder)"),),
        (("cfw export fly --app shop --stage", "stored now, used from the next deployment on"),),
    ),
    "doppler": _SecretStore(
        "doppler",
        "a Doppler config",
        "https://docs.doppler.com/docs/install-cli",
        lambda name, _: ["secrets", "set", name, "--no-interactive", "--silent"],
        (
            _Option("--project", "PROJECT", "the project (default: that of this folder)"),
            _Option("--config", "CONFIG", "its config, such as prd"),
        ),
        (("cfw export doppler --project shop --config prd", "a secret in that config"),),
    ),
}


def _add_arguments(store: _SecretStore, parser: ArgumentParser) -> None:
    for option in store.options:
        parser.add_argument(
            option.name,
            metavar=option.metavar,
            help=option.text,
            required=option.is_required,
            dest=_key(option),
        )
    if store.program == "vercel":
        text = "production (default), preview or development"
        parser.add_argument("--environment", metavar="NAME", default="production", help=text)
    if store.program == "fly":
        parser.add_argument("--stage", action="store_true", help="don't deploy")
    parser.add_argument(
        "--as",
        dest="secret_name",
        type=_name,
        metavar="NAME",
        default=TOKEN_VARIABLE,
        help=f"what the secret is called (default {TOKEN_VARIABLE})",
    )
    parser.add_argument("--dry-run", action="store_true", help="only show the command")


def _key(option: _Option) -> str:
    """The attribute for an option. Its own name may be that of another option of `cfw`."""
    return f"passed_{option.name.strip('-')}"


def _run(store: _SecretStore, options: Options) -> None:
    """Run the program, or only show its command. Raises `UserError` if it's missing or fails."""
    arguments = store.command(options.secret_name, options)
    for option in store.options:
        if value := getattr(options, _key(option)):
            arguments += [option.name, value]
    command = shown([store.program, *arguments])
    if options.dry_run:
        print(f"Would run: {command}")
        print("The token would go to its standard input, and nowhere else.")
        return
    program = find(store.program, store.install)
    choice = select_profile(options)
    token = choice.token()
    note(f"Running: {command}", "The token goes to its standard input.")
    run_with_input(program, arguments, token)
    workspace = choice.profile.workspace
    print(f"Stored the token for {workspace.name} as {options.secret_name} in {store.stores_in}.")


def _name(text: str) -> str:
    if not (text.isascii() and text.isidentifier()):
        raise ArgumentTypeError(f"“{text}” isn't a name for a secret: use letters, digits and underscores")
    if is_public(text):
        raise ArgumentTypeError(
            f"{text} would publish the token: because of its prefix, it's sent to every visitor"
        )
    return text


SECRET_STORES = {
    name: Target(
        f"store the token in {store.stores_in}",
        f"Runs `{store.program}`, which has to be installed and signed in, and gives it the token on "
        "standard input, where no other program can see it. Shows the command first. Replaces an older "
        "secret of that name.",
        store.examples,
        partial(_run, store),
        partial(_add_arguments, store),
    )
    for name, store in _STORES.items()
}
