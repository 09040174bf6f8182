"""Names and contacts that try to break out of wherever they are shown."""

from __future__ import annotations

HOSTILE = {
    "CSI": "a\x1b[2J\x1b[31mred",
    "OSC title": "a\x1b]0;pwned\x07b",
    "OSC clipboard": "a\x1b]52;c;cHduZWQ=\x1b\\b",
    "C1": "a\x9b2J\x9d0;pwned\x9cb",
    "markup": "[red]a[/red] [@click=app.quit]b[/]",
    "broken markup": "[/nonsense] [[ ]] [b",
    "bidi": "a\u202eb\u2066c\u200fd",
    "zero width": "a\u200bb\u2060c\ufeffd\u034fe",
    "long": "x" * 100_000,
    "accents": "z" + "\u0301" * 500,
    "lines": "a\nSaved profile “x”\r\nb\u2028c\x85d",
    "columns": "a          current          token valid",
    "wide blanks": "a\u3000\u3000\u2003\u00a0\u3164b",
    "NUL": "a\x00b",
    "DEL": "a\x7fb",
    "shell": "$(touch pwned)`touch pwned`';touch pwned;'\"&|<>",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "path": "../../../etc/passwd",
    "tags": "a\U000e0041\U000e0042b",
}

SCRIPTS = {
    "Arabic": "محمد الأمين",
    "Hebrew": "שָׁלוֹם עֲלֵיכֶם",
    "Thai": "สมชาย ใจดี",
    "Devanagari": "नरेन्द्र क्षत्रिय",
    "Hangul": "김하늘 \u1100\u1161\u11a8",
    "Han": "歐陽修遠 髙橋",
    "full width": "ＡＢＣ　ｄｅｆ",
    "family": "👩‍👩‍👧‍👦 the Smiths",
    "flags": "🇵🇹🇯🇵 ❤️ 👍🏽",
    "stacked": "Z̸̡̛͎͙͔a͓l̷͉g̝o",
}
"""Names people really have, and others that terminals draw in various widths."""


def contact(number: int, name: str) -> dict[str, object]:
    """A contact with this name everywhere."""
    return {
        "id": number,
        "email_address": name,
        "first_name": name,
        "last_name": None,
        "phone_number": name,
        "tags": [{"id": 1, "name": name, "color": name}],
        "custom_attributes": {name: name},
        "created_at": name,
        "updated_at": "2026-01-01T00:00:00Z",
        "is_active": True,
    }
