"""`cfw export mcp`: entries in other programs' files, with nothing else in them changed."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from pathlib import Path

import pytest
from command_support import Cfw
from hypothesis import given
from hypothesis import strategies as st

from wizard.integrations.mcp.clients import CLIENTS
from wizard.integrations.mcp.json_edit import NotEditable, parse, remove_member, set_member
from wizard.integrations.mcp.toml_edit import remove_table, set_table

URL = "https://agents.myclickfunnels.com/mcp"
VSCODE = """\
{
    // servers of the team
    "inputs": [ { "id": "key", "password": true }, ],
    "servers": {
        "other": {
            "command": "npx", // a comment, with "quotes"
            "env": { "API_KEY": "secret-of-others" },
        }, /* the last one */
    },
}
"""
CODEX = """\
# my settings
model = "o9"

[mcp_servers.other]
command = "npx"  # keep
env = { API_KEY = "secret-of-others" }

# about profiles
[profiles.fast]
model = "o9-mini"
"""


def path_of(client: str) -> Path:
    path = CLIENTS[client].path
    assert path
    return path(Path.home())


@pytest.fixture(autouse=True)
def _no_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    monkeypatch.delenv("CODEX_HOME", raising=False)


@pytest.mark.parametrize(
    ("client", "section", "remote", "local"),
    [
        ("cursor", "mcpServers", {"url": URL}, {}),
        ("vscode", "servers", {"type": "http", "url": URL}, {"type": "stdio"}),
        ("windsurf", "mcpServers", {"serverUrl": URL}, {}),
        ("gemini", "mcpServers", {"url": URL, "type": "http"}, {}),
        ("claude-desktop", "mcpServers", None, {}),
        ("codex", "mcp_servers", {"url": URL}, {}),
    ],
)
def test_a_server_is_added_and_removed(
    cfw: Cfw, client: str, section: str, remote: object, local: dict[str, str]
) -> None:
    def servers() -> object:
        text = path_of(client).read_text(encoding="utf-8")
        return (tomllib.loads(text) if client == "codex" else json.loads(text))[section]

    if remote:
        done = cfw("export", "mcp", client, "--yes")
        assert done.status == 0, done
        assert URL in done.err
        assert servers() == {"clickfunnels": remote}
        assert "already has" in cfw("export", "mcp", client).out
    done = cfw("export", "mcp", client, "--local", "npx -y 'my server'", "--name", "mine", "--yes")
    assert done.status == 0
    assert "sign" not in done.err
    mine = {
        **local,
        "command": sys.executable,
        "args": ["-m", "wizard", "exec", "--", "npx", "-y", "my server"],
    }
    assert servers() == ({"clickfunnels": remote} if remote else {}) | {"mine": mine}
    assert cfw("export", "mcp", client, "--remove", "--name", "mine", "--yes").status == 0
    if remote:
        assert servers() == {"clickfunnels": remote}
    assert "has no server" in cfw("export", "mcp", client, "--remove", "--name", "mine").out


@pytest.mark.parametrize(("client", "text"), [("vscode", VSCODE), ("codex", CODEX)])
def test_everything_else_stays_and_the_difference_shows_no_secret(cfw: Cfw, client: str, text: str) -> None:
    path = path_of(client)
    path.parent.mkdir(parents=True)
    path.write_bytes(text.encode().replace(b"\n", b"\r\n"))
    shown = cfw("export", "mcp", client)
    assert shown.status == 1
    assert "Nobody can be asked here" in shown.err
    assert path.read_bytes().count(b"agents") == 0
    done = cfw("export", "mcp", client, "--yes")
    assert done.status == 0, done
    assert "secret-of-others" not in shown.err + done.err
    after = path.read_bytes().decode()
    assert after.count("\n") == after.count("\r\n")
    lines = after.splitlines()
    positions = [lines.index(line) for line in text.splitlines() if line]
    assert positions == sorted(positions)
    copy = next(path.parent.glob(f"{path.name}.*.bak"))
    assert copy.read_bytes().decode().replace("\r\n", "\n") == text
    assert cfw("export", "mcp", client, "--remove", "--yes").status == 0
    assert path.read_bytes().decode().replace("\r\n", "\n").split() == text.split()


@pytest.mark.parametrize("order", [1, -1])
def test_a_file_of_one_line_shows_no_secret_either(cfw: Cfw, order: int) -> None:
    path = path_of("cursor")
    path.parent.mkdir(parents=True)
    servers = [("clickfunnels", {"url": "old"}), ("a", {"env": {"KEY": "secret-of-others"}})][::order]
    path.write_text(json.dumps({"mcpServers": dict(servers)}))
    for arguments in (["--yes"], ["--name", "other", "--yes"], ["--remove", "--yes"]):
        done = cfw("export", "mcp", "cursor", *arguments)
        assert done.status == 0
        assert "secret-of-others" not in done.err + done.out
    assert json.loads(path.read_text())["mcpServers"]["a"]["env"] == {"KEY": "secret-of-others"}


def test_a_file_that_cannot_be_edited_is_left_alone_with_the_entry_to_paste(cfw: Cfw) -> None:
    path = path_of("cursor")
    path.parent.mkdir(parents=True)
    path.write_text('{"mcpServers": {"a": {}, "a": {}}}')
    done = cfw("export", "mcp", "cursor", "--yes")
    assert done.status == 1
    assert f"{path} was not changed" in done.err
    assert f'"url": "{URL}"' in done.err
    assert path.read_text() == '{"mcpServers": {"a": {}, "a": {}}}'


def test_claude_desktop_gets_steps_and_claude_code_its_own_command(cfw: Cfw, tmp_path: Path) -> None:
    assert "Settings > Connectors" in cfw("export", "mcp", "claude-desktop").out
    added = f"claude mcp add --transport http --scope user clickfunnels {URL}"
    assert added in cfw("export", "mcp", "claude-code", "--yes").out
    if os.name == "nt":
        return
    (tmp_path / "programs").mkdir()
    program = tmp_path / "programs" / "claude"
    log = tmp_path / "log"
    program.write_text(
        f'#!{sys.executable}\nimport sys\nopen({str(log)!r}, "a").write(f"{{sys.argv[1:]}}\\n")\n'
        'if "taken" in sys.argv: sys.exit("MCP server taken already exists in user config")\n'
    )
    program.chmod(0o755)
    assert cfw("export", "mcp", "claude-code").status == 1  # nobody can be asked
    assert cfw("export", "mcp", "claude-code", "--yes").status == 0
    assert cfw("export", "mcp", "claude-code", "--remove", "--yes").status == 0
    taken = cfw("export", "mcp", "claude-code", "--name", "taken", "--yes")
    assert taken.err.endswith(
        "Claude Code already has a server called taken.\n"
        "To replace it, remove it first, with --remove. Or choose another name with --name.\n"
    )
    assert log.read_text().splitlines()[:2] == [
        str(added.split()[1:]),
        "['mcp', 'remove', '--scope', 'user', 'clickfunnels']",
    ]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
ENTRY = {"command": "cfw", "args": ["exec", "--", "{}", "// no comment", ",]"]}


@given(
    st.dictionaries(st.text(max_size=4), values, max_size=3),
    st.dictionaries(st.text(max_size=4), values, max_size=3),
    st.sampled_from([None, 2, 4, "\t"]),
)
def test_any_json_is_changed_in_this_one_member_only(
    content: dict[str, object], servers: dict[str, object], indent: int | str | None
) -> None:
    text = json.dumps({**content, "servers": servers}, indent=indent, ensure_ascii=False)
    changed = set_member(text, "servers", "cf", ENTRY)
    assert json.loads(changed) == {**content, "servers": {**servers, "cf": ENTRY}}
    assert parse(remove_member(changed, "servers", "cf")) == {
        **content,
        "servers": {key: one for key, one in servers.items() if key != "cf"},
    }


@pytest.mark.parametrize("text", ["[]", "{", '{"servers": []}', '{"a": 1, "a": 2}', "null", '{"a": NaN}{'])
def test_what_is_no_such_file_is_refused(text: str) -> None:
    with pytest.raises(NotEditable):
        set_member(text, "servers", "cf", ENTRY)
    with pytest.raises(NotEditable):
        set_table(f"mcp_servers = {{ a = {{}} }}\nx = {text!r}[", "mcp_servers", "cf", ENTRY)


def test_a_table_is_replaced_with_those_inside_it() -> None:
    text = '[mcp_servers.cf]\nurl = "x"\n[mcp_servers.cf.env]\nA = "b"\n\n# next\n[other]\na = [\n  [1],\n]\n'
    changed = set_table(text, "mcp_servers", "cf", {"url": URL})
    assert changed.lstrip() == f'# next\n[other]\na = [\n  [1],\n]\n\n[mcp_servers.cf]\nurl = "{URL}"\n'
    assert remove_table(changed, "mcp_servers", "cf").strip() == "# next\n[other]\na = [\n  [1],\n]"
    with pytest.raises(NotEditable):
        set_table("mcp_servers = { a = { url = 'x' } }\n", "mcp_servers", "cf", {"url": URL})
