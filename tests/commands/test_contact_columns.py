"""What an export's columns are, and how its CSV begins."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from command_support import Cfw

WANTED = "last_name,custom_attributes.source,tags,id"


def test_selected_columns_are_written_in_their_order(saved: Cfw) -> None:
    raw = [json.loads(line) for line in saved("contacts").out.splitlines()]
    rows = list(csv.reader(saved("contacts", "--format", "csv", "--columns", WANTED).out.splitlines()))
    assert rows[0] == WANTED.split(",")
    assert rows[1:] == [
        [
            one["last_name"] or "",
            one["custom_attributes"].get("source", ""),
            ", ".join(tag["name"] for tag in one["tags"]),
            str(one["id"]),
        ]
        for one in raw
    ]
    lines = saved("contacts", "--columns", WANTED).out.splitlines()
    assert [list(json.loads(line)) for line in lines] == [WANTED.split(",")] * len(raw)
    array = json.loads(saved("contacts", "--format", "json", "--columns", "tags,id").out)
    assert array == [{"tags": one["tags"], "id": one["id"]} for one in raw]


def test_excel_gets_a_byte_order_mark(saved: Cfw) -> None:
    plain = saved("contacts", "--format", "csv").out
    assert saved("contacts", "--excel").out == "\ufeff" + plain
    assert saved("contacts", "--excel", "--output", "all.csv").status == 0
    assert Path("all.csv").read_bytes() == b"\xef\xbb\xbf" + plain.encode()


@pytest.mark.parametrize("form", ["csv", "table"])
def test_no_header_leaves_out_the_first_line_only(saved: Cfw, form: str) -> None:
    with_header = saved("contacts", "--format", form).out.split("\n", 1)
    assert saved("contacts", "--format", form, "--no-header").out == with_header[1]


def test_help_lists_the_columns_without_asking_clickfunnels(cfw: Cfw) -> None:
    done = cfw("contacts", "--columns", "help")
    assert done.status == 0
    assert {"email_address", "first_name", "tags", "custom_attributes.NAME"} <= set(done.out.splitlines())


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("id,email", "Contacts have no column “email”.\nDid you mean: email_address"),
        ("First_Name", "Did you mean: first_name"),
        ("qqqq", "Contacts have no column “qqqq”.\n--columns help lists all columns."),
    ],
)
def test_an_unknown_column_names_the_closest(saved: Cfw, typed: str, says: str) -> None:
    done = saved("contacts", "--columns", typed)
    assert (done.status, done.out) == (2, "")
    assert says in done.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("--excel --format jsonl", "--excel doesn't go with jsonl.\nAdd --format csv."),
        ("--excel --output a.json", "--excel doesn't go with json."),
        ("--no-header", "--no-header doesn't go with jsonl."),
        ("--columns id --format table", "--columns doesn't go with table."),
    ],
)
def test_options_that_the_format_has_no_use_for(saved: Cfw, words: str, says: str) -> None:
    done = saved("contacts", *words.split())
    assert done.status == 2
    assert says in done.err
