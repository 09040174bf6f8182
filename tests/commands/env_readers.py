"""The real programs that read the formats of `cfw env`, each as a function from a text to its variables."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import socketserver
import subprocess
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

Values = dict[str, str]
Reader = Callable[[str, Path], Values]
"""Reads a text in an empty folder. Skips the test if the program isn't on this machine."""

SHOW = "import json, os; print(json.dumps({n: v for n, v in os.environ.items() if n[:2] == 'V_'}))"
ENVIRON = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not on this machine")
    return found


def run(folder: Path, *command: str, **environ: str) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, check=False, env={**os.environ, **ENVIRON, **environ}
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def file(folder: Path, text: str, name: str = ".env") -> str:
    (folder / name).write_bytes(text.encode())
    return name


def shell(name: str, code: str = '. "./$1"; exec "$2" -c "$3"') -> Reader:
    def read(text: str, folder: Path) -> Values:
        words = [] if name in ("fish", "nu") else [name]
        arguments = [*words, file(folder, text, "script"), sys.executable, SHOW]
        return dict(json.loads(run(folder, program(name), "-c", code, *arguments)))

    return read


def nushell(text: str, folder: Path) -> Values:
    file(folder, text, "script.nu")
    code = "source script.nu; ^$env.READER -c $env.SHOW"
    return dict(json.loads(run(folder, program("nu"), "-n", "-c", code, READER=sys.executable, SHOW=SHOW)))


def powershell(text: str, folder: Path) -> Values:
    code = f". ./{file(folder, text, 'script.ps1')}; & $env:READER -c $env:SHOW"
    command = (program("pwsh"), "-NoProfile", "-Command", code)
    return dict(json.loads(run(folder, *command, READER=sys.executable, SHOW=SHOW)))


def python_dotenv(text: str, folder: Path) -> Values:
    dotenv = pytest.importorskip("dotenv")
    return dict(dotenv.dotenv_values(folder / file(folder, text)))


def node(text: str, folder: Path) -> Values:
    code = "console.log(JSON.stringify(Object.fromEntries(Object.entries(process.env)" \
        ".filter(([n]) => n.startsWith('V_')))))"  # fmt: skip
    return dict(json.loads(run(folder, program("node"), f"--env-file={file(folder, text)}", "-e", code)))


def ruby(text: str, folder: Path) -> Values:
    file(folder, text)
    has_dotenv = subprocess.run([program("ruby"), "-rdotenv", "-e", ""], capture_output=True, check=False)
    if has_dotenv.returncode:
        pytest.skip("Ruby has no dotenv on this machine")
    code = "print JSON.generate(Dotenv.load('.env'))"
    return dict(json.loads(run(folder, program("ruby"), "-Ku", "-rdotenv", "-rjson", "-e", code)))


PHP_DOTENV = Path("/usr/share/php/Dotenv/autoload.php")
"""Where Debian's package php-vlucas-phpdotenv puts it."""


def php(text: str, folder: Path) -> Values:
    if not PHP_DOTENV.exists():
        pytest.skip("PHP has no dotenv on this machine")
    parse = "Dotenv\\Dotenv::parse(file_get_contents('.env'))"
    code = f"require '{PHP_DOTENV}'; echo json_encode((object) {parse});"
    file(folder, text)
    return dict(json.loads(run(folder, program("php"), "-r", code)))


def direnv(text: str, folder: Path) -> Values:
    """Its `dotenv` command, which prints JSON."""
    file(folder, text)
    return dict(json.loads(run(folder, program("direnv"), "dotenv", "json")))


def compose(text: str, folder: Path) -> Values:
    """The parser of Docker Compose's first version, for `env_file`. Newer versions have another parser."""
    file(folder, text)
    file(folder, "version: '3'\nservices: {app: {image: app, env_file: .env}}\n", "docker-compose.yml")
    yaml = pytest.importorskip("yaml")
    shown = yaml.safe_load(run(folder, program("docker-compose"), "config"))
    values = shown["services"]["app"]["environment"]
    return {name: str(value).replace("$$", "$") for name, value in values.items()}


class _Daemon(BaseHTTPRequestHandler):
    """What Docker's client needs to create a container: it parses the file before it asks."""

    created: dict[str, Any]

    def do_HEAD(self) -> None:
        self._answer(b"")

    def do_GET(self) -> None:
        self._answer(b"OK")

    def do_POST(self) -> None:
        _Daemon.created = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer(b'{"Id": "x", "Warnings": []}', 201)

    def _answer(self, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        for name, value in (("API-Version", "1.43"), ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        if body:
            self.wfile.write(body)

    def address_string(self) -> str:
        return ""

    def log_message(self, *_: object) -> None:
        pass


def docker(text: str, folder: Path) -> Values:
    """Docker's own client, with a daemon that only listens."""
    command = program("docker")
    with socketserver.ThreadingUnixStreamServer(str(folder / "socket"), _Daemon) as daemon:
        threading.Thread(target=daemon.serve_forever, daemon=True).start()
        host = f"unix://{folder}/socket"
        run(folder, command, "-H", host, "create", "--env-file", file(folder, text), "image")
        daemon.shutdown()
    return dict(line.split("=", 1) for line in _Daemon.created["Env"])


GENERATOR = Path("/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator")


def systemd(text: str, folder: Path) -> Values:
    """The part of systemd that reads environment.d with the same parser.

    Unlike for a service, it also expands variables, and ignores empty values.
    """
    if not GENERATOR.exists():
        pytest.skip("systemd's generator is not on this machine")
    (folder / "environment.d").mkdir(exist_ok=True)
    file(folder / "environment.d", text, "variables.conf")
    shown = run(folder, str(GENERATOR), XDG_CONFIG_HOME=str(folder))
    pairs = (line.partition("=") for line in shown.split("\n"))
    return {name: re.sub(r"\\(.)", _unescaped, re.sub('^"|"$', "", value)) for name, _, value in pairs}


def _unescaped(escape: re.Match[str]) -> str:
    return {"n": "\n", "t": "\t"}.get(escape[1], escape[1])


def github(text: str, folder: Path) -> Values:
    """A stand-in: the rule in the runner's source code, FileCommandManager.cs."""
    values, lines = {}, iter(io.StringIO(text, newline="\n"))
    for line in lines:
        name, _, delimiter = line.removesuffix("\n").partition("<<")
        found = []
        while (one := next(lines)).removesuffix("\n") != delimiter:
            found.append(one)
        values[name] = "".join(found).removesuffix("\n")
    return values


def python_yaml(text: str, folder: Path) -> Values:
    return dict(pytest.importorskip("yaml").safe_load(text) or {})


def ruby_yaml(text: str, folder: Path) -> Values:
    file(folder, text, "values.yml")
    code = "require 'yaml'; require 'json'; print JSON.generate(YAML.load_file('values.yml') || {})"
    return dict(json.loads(run(folder, program("ruby"), "-Ku", "-e", code)))


READERS: dict[str, tuple[str, Reader]] = {
    "dash": ("sh", shell("dash")),
    "bash": ("sh", shell("bash")),
    "zsh": ("sh", shell("zsh")),
    "fish": ("fish", shell("fish", "source $argv[1]; exec $argv[2] -c $argv[3]")),
    "Nushell": ("nu", nushell),
    "PowerShell": ("powershell", powershell),
    "bash with direnv": ("direnv", shell("bash", 'watch_file() { :; }; . "./$1"; exec "$2" -c "$3"')),
    "python-dotenv": ("dotenv", python_dotenv),
    "Node": ("dotenv", node),
    "Ruby's dotenv": ("dotenv", ruby),
    "PHP's dotenv": ("dotenv", php),
    "docker-compose 1": ("dotenv", compose),
    "direnv's dotenv": ("dotenv", direnv),
    "a shell with a .env file": ("dotenv", shell("dash", 'set -a; . "./$1"; exec "$2" -c "$3"')),
    "docker": ("docker", docker),
    "systemd": ("systemd", systemd),
    "the rule of GitHub Actions": ("github", github),
    "JSON": ("json", lambda text, _: dict(json.loads(text))),
    "PyYAML": ("yaml", python_yaml),
    "Ruby's YAML": ("yaml", ruby_yaml),
}
"""By name, with the format that each one reads."""

SPOILT_ON_THE_WAY = {"docker-compose 1": "\x85|\u2028|\u2029", "systemd": r"\$|^$"}
"""Values that the way to the answer changes, not the parser: a reader's own output, or its next step."""
