"""The findings as a text for support, without secrets."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable

from wizard.config.paths import home_folder
from wizard.onboarding.doctor.finding import Finding
from wizard.support.secret import Token
from wizard.support.version import __version__

_HIDDEN = "[hidden]"
"""Replaces anything that looks like a token in the report."""

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_TOKEN_LIKE = re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{32,}(?![\w-])")


def report(findings: Iterable[Finding], tokens: Iterable[Token]) -> str:
    """Give the findings as a text for support: no token, no email address, no home folder in it."""
    settings = sorted(name for name in os.environ if name.startswith("CLICKFUNNELS_"))  # without their values
    lines = [
        f"clickfunnels-wizard {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"settings: {', '.join(settings) or 'none'}",
        *(f"{finding.mark} {finding.link}: {finding.text or 'not checked'}" for finding in findings),
    ]
    return redacted("\n".join(lines) + "\n", tokens)


def redacted(text: str, tokens: Iterable[Token]) -> str:
    """Give `text` without these tokens, without anything that looks like a token or an email address."""
    for token in tokens:
        text = text.replace(token.reveal(), "[token]")
    text = _TOKEN_LIKE.sub(_HIDDEN, _EMAIL.sub("[email]", text))
    home = home_folder()
    return text.replace(str(home), "~") if home and home.name else text
