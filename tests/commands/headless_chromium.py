"""A headless Chromium, driven through pipes with the DevTools protocol.

Source: https://chromedevtools.github.io/devtools-protocol/, and Chromium's switch --remote-debugging-pipe.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any, Self

PROGRAM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)

SECONDS = 60.0


class Chromium:
    """One page in a browser. Use it in a ``with`` block."""

    def __init__(self, folder: Path) -> None:
        """Keep the browser's own files in `folder`."""
        assert PROGRAM
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        options += ["--no-first-run", "--disable-background-networking", "--remote-debugging-pipe"]
        redirected = f'exec "$@" 3<&{to_browser} 4>&{from_browser}'
        self._process = subprocess.Popen(
            ["bash", "-c", redirected, "bash", PROGRAM, *options, f"--user-data-dir={folder}"],
            pass_fds=(to_browser, from_browser),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._stream = os.fdopen(self._read, "rb")
        self._number = 0
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._stream.close()
        os.close(self._write)

    def open(self, url: str) -> None:
        """Go to an address."""
        self._call("Page.navigate", session=self._session, url=url)

    def evaluate(self, script: str) -> Any:
        """Run JavaScript on the page and give its result."""
        answer = self._call("Runtime.evaluate", session=self._session, expression=script, returnByValue=True)
        return answer["result"].get("value")

    def waits_for(self, script: str) -> Any:
        """Wait until a script gives something true, and give it."""
        deadline = time.monotonic() + SECONDS
        while not (value := self.evaluate(script)):
            assert time.monotonic() < deadline, self.evaluate("document.documentElement.outerHTML")
            time.sleep(0.05)
        return value

    def _call(self, method: str, session: str | None = None, **parameters: object) -> Any:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        os.write(
            self._write, json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0"
        )
        while True:
            answer = json.loads(self._read_message())
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    def _read_message(self) -> bytes:
        message = bytearray()
        while (byte := self._stream.read(1)) not in (b"\0", b""):
            message += byte
        assert byte, "Chromium has ended"
        return bytes(message)
