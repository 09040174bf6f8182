"""`cfw export postman`, `bruno`, `http-client` and `vscode-rest`: environments for API clients, to print."""

from __future__ import annotations

from argparse import ArgumentParser

from wizard.cli.export_targets.target import Target
from wizard.cli.options import Options
from wizard.cli.profile_selection import select_profile
from wizard.cli.profile_values import public_values
from wizard.integrations import api_clients

_VALUES = (
    "It has api_url, accounts_url, subdomain, team_id, workspace_id and workspace_public_id, and never the "
    "token"
)


def _environment(options: Options) -> tuple[str, dict[str, str]]:
    """The environment's name, and its values but for the token."""
    values = public_values(select_profile(options))
    name = values.pop("profile") or values["subdomain"]
    return name, {meaning.replace("-", "_"): value for meaning, value in values.items()}


def _postman(options: Options) -> None:
    print(api_clients.postman(*_environment(options)), end="")


def _bruno(options: Options) -> None:
    _, values = _environment(options)
    print(api_clients.bruno(values), end="")


def _http_client(options: Options) -> None:
    name, values = _environment(options)
    private = api_clients.private_http_client(name)
    print(private if options.private else api_clients.http_client(name, values), end="")


def _add_private(parser: ArgumentParser) -> None:
    text = "print http-client.private.env.json instead, with an empty token to fill in"
    parser.add_argument("--private", action="store_true", help=text)


def _vscode_rest(options: Options) -> None:
    print(api_clients.vscode_rest(*_environment(options)), end="")


POSTMAN = Target(
    "an environment for Postman",
    f"{_VALUES}: Postman gets an empty secret called token, to fill in there.",
    (("cfw export postman >clickfunnels.postman_environment.json", "then import that file in Postman"),),
    _postman,
)
BRUNO = Target(
    "an environment for Bruno",
    f"{_VALUES}: Bruno reads CLICKFUNNELS_API_TOKEN from the .env file beside the collection.",
    (
        ("cfw export bruno >environments/clickfunnels.bru", "in the folder of a collection"),
        ("cfw env --output .env --gitignore && cfw export bruno", "the .env file too"),
    ),
    _bruno,
)
HTTP_CLIENT = Target(
    "an environment for the HTTP Client of JetBrains' editors",
    f"{_VALUES}: that belongs in http-client.private.env.json, which git should ignore.",
    (
        ("cfw export http-client >http-client.env.json", "beside the .http files"),
        ("cfw export http-client --private >http-client.private.env.json", "with an empty token"),
    ),
    _http_client,
    _add_private,
)
VSCODE_REST = Target(
    "settings for the REST Client of VS Code",
    f"{_VALUES}: write {{{{$processEnv %token}}}} in a request, and start VS Code with cfw exec -- code.",
    (("cfw export vscode-rest >.vscode/settings.json", "if there are no settings yet"),),
    _vscode_rest,
)
