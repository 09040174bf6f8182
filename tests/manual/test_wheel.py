"""The wheel installs the manual page and the completions where `man` and the shells look for them."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from wizard.cli.help.installed_files import installed_files

pytestmark = pytest.mark.system


TOP = Path(__file__).parents[2]
EXPECTED = (
    "share/man/man1/cfw.1",
    "share/man/man1/clickfunnels-wizard.1",
    "share/bash-completion/completions/cfw",
    "share/bash-completion/completions/clickfunnels-wizard",
    "share/zsh/site-functions/_cfw",
    "share/fish/vendor_completions.d/cfw.fish",
    "share/fish/vendor_completions.d/clickfunnels-wizard.fish",
)


def test_the_wheel_installs_the_manual_page_and_the_completions(tmp_path: Path) -> None:
    (built,) = WheelBuilder(str(TOP)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(built) as wheel:
        data = {name.partition(".data/data/")[2]: name for name in wheel.namelist() if ".data/data/" in name}
        assert sorted(data) == sorted(EXPECTED)
        for path, text in installed_files().items():
            assert wheel.read(data[path]).decode() == text


@pytest.mark.parametrize(
    "path", [path for path in EXPECTED if "/man/" not in path], ids=lambda path: Path(path).name
)
def test_the_shells_accept_the_completions(tmp_path: Path, path: str) -> None:
    shell = "fish" if path.endswith(".fish") else "zsh" if "/zsh/" in path else "bash"
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not on this machine")
    script = tmp_path / "script"
    script.write_text(installed_files()[path], encoding="utf-8")
    done = subprocess.run([shell, "-n", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
