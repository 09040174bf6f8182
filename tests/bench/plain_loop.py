"""What a script does to export contacts, for comparison: python plain_loop.py URL FILE [TAG_ID]

One page after another, over one connection of httpx, as JSON Lines. The token is in CLICKFUNNELS_API_TOKEN.
"""

from __future__ import annotations

import json
import os
import sys

import httpx


def main(url: str, file: str, *tag: str) -> None:
    """Write all contacts, or those with a tag."""
    headers = {
        "Authorization": f"Bearer {os.environ['CLICKFUNNELS_API_TOKEN']}",
        "User-Agent": "plain-loop/1",
    }
    params = {"filter[tag_ids]": tag[0]} if tag else {}
    with httpx.Client(headers=headers) as client, open(file, "w", encoding="utf-8") as stream:  # noqa: PTH123
        after = None
        while True:
            answer = client.get(url, params=params | ({"after": after} if after else {}))
            for contact in answer.json():
                stream.write(json.dumps(contact, ensure_ascii=False, separators=(",", ":")) + "\n")
            after = answer.headers.get("Pagination-Next")
            if after is None:
                return


if __name__ == "__main__":
    main(*sys.argv[1:])
