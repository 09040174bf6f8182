"""Responses with pages of records, as ClickFunnels' guides to pagination and filtering describe them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from wizard.sandbox.access import not_found
from wizard.sandbox.lists import NO_FILTERS, Filters, Page, matcher, page_by_id, page_in_order
from wizard.sandbox.record import Record
from wizard.sandbox.refusal import Refusal

_FILTER = re.compile(r"filter\[([^\[\]]*)\](?:\[\])?")


def filters_of(request: Request) -> dict[str, str]:
    """Give the filters that a request asks for."""
    found = ((_FILTER.fullmatch(key), value) for key, value in request.query_params.multi_items())
    return {match[1]: value for match, value in found if match}


def sorted_page(
    request: Request, records: Sequence[Record], properties: Sequence[str], filters: Filters = NO_FILTERS
) -> Response:
    """A page of a short list, in the requested order."""
    key = request.query_params.get("sort_property")
    if key is None or key not in properties:
        return _listed(request, records, filters)
    in_order = sorted(records, key=lambda record: (record[key], record["id"]))
    return _listed(request, in_order, filters, is_by_id=False)


def _listed(
    request: Request, records: Sequence[Record], filters: Filters, *, is_by_id: bool = True
) -> Response:
    """A page of a short list, sorted by id or in another order."""
    matches = matcher(filters_of(request), filters)
    if matches:
        records = [record for record in records if matches(record)]
    paginate = page_by_id if is_by_id else page_in_order
    descending = request.query_params.get("sort_order") == "desc"
    return paged(request, paginate(records, request.query_params.get("after"), descending=descending))


def paged(request: Request, page: Page) -> Response:
    """A page as a response."""
    return JSONResponse(page.records, headers=next_headers(request, page))


def next_headers(request: Request, page: Page) -> dict[str, str]:
    """The headers that lead to the next page, if there is one."""
    if page.next_cursor is None:
        return {}
    url = request.url.include_query_params(after=page.next_cursor)
    return {"Pagination-Next": str(page.next_cursor), "Link": f'<{url}>; rel="next"'}


def found(record: Record | None) -> Response:
    """One record as a response."""
    return not_found() if record is None else JSONResponse(record)


def refused(refusal: Refusal) -> Response:
    """The response that refuses a request."""
    if refusal.retry_after is None:
        return JSONResponse({"error": str(refusal)}, status_code=refusal.status)
    return JSONResponse(
        {"error": str(refusal), "retry_after": refusal.retry_after},
        status_code=refusal.status,
        headers={"Retry-After": str(refusal.retry_after)},
    )
