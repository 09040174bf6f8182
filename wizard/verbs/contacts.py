"""`cfw contacts`: the browser on a terminal; with a format, a file or a pipe, the contacts themselves."""

from __future__ import annotations

import asyncio
import codecs
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from wizard import quick_start, unwaited
from wizard.account import Account
from wizard.api.errors import ApiError
from wizard.api.query import ContactQuery
from wizard.config import choose, read
from wizard.config.choice import saved_token
from wizard.config.errors import why
from wizard.config.reading import pick
from wizard.errors import NotWritten, Usage
from wizard.exits import DONE, FAILED, LEFT
from wizard.export.formats import ENDINGS
from wizard.export.job import Job
from wizard.given import Given
from wizard.matching import fold
from wizard.models import Team, Workspace
from wizard.options import Options
from wizard.progress import Course
from wizard.reach import account_of
from wizard.run import Run
from wizard.unsaved import choose_unsaved
from wizard.walking.progress import Progress
from wizard.words import answers as answers_words
from wizard.words import exporting as words
from wizard.words import nouns
from wizard.words import unsaved as unsaved_words

from .chosen import token_alone
from .runs import run_of
from .switch import find_named
from .talk import Manner, manner, note, wants_lines

_LONGEST = 4_000
"""Characters of all emails or ids together: they travel in the address, whose length servers limit."""
_DEMO_WORKSPACE = "44"


@dataclass(frozen=True, slots=True)
class Target:
    """Whose contacts."""

    account: Account
    team: Team
    workspace: Workspace


def run(options: Options) -> int:
    """Draw the browser, or write the contacts."""
    _check(options)
    asks = manner(options)
    is_to_look_at = options.format is None and options.output is None
    if is_to_look_at and options.limit is None and asks is Manner.SCREENS:
        return _draw(run_of(options), options)
    if is_to_look_at and asks is Manner.LINES:
        options.format, options.order = "table", options.order or "newest"
    exporting = Exporting(run_of(options, is_patient=True), options)
    try:
        return unwaited.run(exporting.run())
    except KeyboardInterrupt:
        exporting.tell_what_is_kept()
        return LEFT


def _draw(run: Run, options: Options) -> int:
    quick_start.prepare()
    from wizard.contacts_app import ContactsApp  # noqa: PLC0415 - Textual is only for this

    async def find() -> tuple[Account, Team, Workspace, ContactQuery]:
        target = await target_of(run, options)
        query = await query_of(target, options, newest_first=options.order != "oldest")
        return target.account, target.team, target.workspace, query

    app = ContactsApp(run, find)
    app.run()
    if app.fault:
        raise app.fault
    return app.return_code or DONE


class Exporting:
    """One export and what is said of it."""

    def __init__(self, run: Run, options: Options) -> None:
        self._run = run
        self._options = options
        output: Path | None = options.output
        self._path = None if output is None or str(output) == "-" else output
        self._progress = Progress()
        self._kept = 0

    async def run(self) -> int:
        """Write the contacts and give the exit status."""
        try:
            target = await target_of(self._run, self._options)
            query = await query_of(target, self._options, newest_first=self._options.order == "newest")
            job = Job(target.account, target.workspace, query, self._format(), self._options.limit)
            with ProgressLine(self._progress, moves=not (self._options.plain or wants_lines())) as line:
                asked = asyncio.create_task(self._ask_for_count(target, query, line))
                count = await self._write(job)
                asked.cancel()
        finally:
            await self._run.connect.close()
        if self._progress.surprise:
            note(words.surprise(self._progress.surprise))
        if self._path:
            note(words.wrote(count, self._path))
        for error in target.account.left_out():
            note(error.what)
        if self._progress.broken:
            note(answers_words.left_out(nouns.LIST_OF_CONTACTS, self._progress.broken))
        return FAILED if self._progress.broken else DONE

    def tell_what_is_kept(self) -> None:
        """Say how to go on after an interruption."""
        part = None if self._path is None else self._path.with_name(f"{self._path.name}.part")
        if part is not None and part.exists():
            note(words.kept(part))

    async def _write(self, job: Job) -> int:
        path = self._path
        try:
            if path is None:
                return await job.to_stream(_output(job.format), self._progress)
            if path.exists() and not path.is_file() and not path.is_dir():
                with path.open("wb") as stream:
                    return await job.to_stream(stream, self._progress)
            if path.is_dir():
                raise NotWritten(path, words.IS_FOLDER)
            if not path.absolute().parent.is_dir():
                raise NotWritten(path, words.no_folder(path.parent))
            return await job.to_file(path, self._progress, resumes=self._options.resume)
        except ApiError:
            self.tell_what_is_kept()
            raise
        except BrokenPipeError:
            raise
        except OSError as error:
            raise NotWritten(path or Path(words.STANDARD_OUTPUT), why(error)) from error

    async def _ask_for_count(self, target: Target, query: ContactQuery, line: ProgressLine) -> None:
        if self._options.limit is None and not query.is_filtered:
            with suppress(ApiError):
                count = await target.account.count(target.workspace)
                line.course.total = count.number if count and not count.is_at_least else None

    def _format(self) -> str:
        if self._options.format:
            return str(self._options.format)
        if self._path:
            return ENDINGS.get(self._path.suffix.lower(), "jsonl")
        return "table" if sys.stdout.isatty() else "jsonl"


class ProgressLine:
    """The progress as a line of a terminal's standard error; nothing where that is none, or nothing moves."""

    def __init__(self, progress: Progress, *, moves: bool) -> None:
        self.course = Course(progress)
        self._shown = 0.0
        self._surprise_is_told = False
        if moves and sys.stderr.isatty():
            progress.on_change = self._show

    def __enter__(self) -> ProgressLine:
        """Nothing to prepare."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the line away."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def _show(self) -> None:
        now = time.monotonic()
        if now - self._shown >= 0.1:
            self._shown = now
            width = os.get_terminal_size(sys.stderr.fileno()).columns
            print(f"\r\x1b[K{self.course.text()[: width - 1]}", end="", file=sys.stderr, flush=True)


def _output(form: str) -> BinaryIO:
    """Standard output; a table, and everything for a terminal, in the encoding that terminals have here."""
    encoding = sys.stdout.encoding
    if encoding.lower() == "utf-8" or not (form == "table" or sys.stdout.isatty()):
        return sys.stdout.buffer
    return cast("BinaryIO", codecs.EncodedFile(sys.stdout.buffer, "utf-8", encoding, "replace"))


async def target_of(run: Run, options: Options) -> Target:
    """Give whose contacts are meant. Raises what `choose` and `find_named` raise, and `ApiError`."""
    if run.is_demo:
        assert run.offer
        account = run.connect(run.offer.token)
        workspace = await account.workspace(options.name or _DEMO_WORKSPACE)
        return Target(account, await account.find_team(str(workspace.team_id)), workspace)
    if alone := token_alone(options):
        if options.name is not None and options.workspace is not None:
            raise Usage(*unsaved_words.NAMED_TWICE)
        team = options.team if options.name else alone.team
        given = Given(token=alone.token, team=team, workspace=options.name or alone.workspace)
        choice, account = await choose_unsaved(run._replace(given=given), alone.chosen_by)
        return Target(account, choice.profile.team, choice.profile.workspace)
    if options.name is None:
        choice = choose(run.path, options.profile)
        profile = choice.profile
        return Target(account_of(run.connect, profile, choice.token()), profile.team, profile.workspace)
    document = read(run.path)
    if not document.profiles:
        pick(document, run.path)
    entry = await find_named(run, document, options.name)
    profile = document.profiles[entry.via]
    account = account_of(run.connect, profile, saved_token(run.path, profile))
    return Target(account, entry.team, entry.workspace)


async def query_of(target: Target, options: Options, *, newest_first: bool) -> ContactQuery:
    """Give the filters asked for. Raises `Usage` for a tag that there is not, and `ApiError`."""
    tag_ids = await _tag_ids(target, options.tag) if options.tag else ()
    return ContactQuery(
        newest_first=newest_first,
        email_addresses=tuple(options.email),
        ids=tuple(options.id),
        tag_ids=tag_ids,
        is_active=options.is_active,
    )


async def _tag_ids(target: Target, typed: list[str]) -> tuple[int, ...]:
    listing = target.account.tags(target.workspace)
    tags = [tag async for tag in listing.every()]
    by_name: dict[str, int] = {}
    for tag in tags:
        by_name |= {str(tag.id): tag.id, fold(tag.name): tag.id}
    for one in typed:
        if fold(one) not in by_name:
            names = ", ".join(tag.name for tag in tags)
            left_out = listing.left_out.what if listing.left_out else ""
            raise Usage(*words.no_tag(target.workspace.name, one, names, left_out))
    return tuple(by_name[fold(one)] for one in typed)


def _check(options: Options) -> None:
    if options.resume and (options.output is None or str(options.output) == "-"):
        raise Usage(*words.RESUME_WITHOUT_FILE)
    for option, values in (("--email", options.email), ("--id", options.id)):
        if sum(len(str(value)) + 1 for value in values) > _LONGEST:
            raise Usage(*words.too_many_values(option))
