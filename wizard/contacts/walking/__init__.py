"""Loading a list of contacts completely and in order, with many requests at once.

The API returns 20 contacts a page and a cursor for the next. A cursor is the id of any contact and works in
both orders, so the list is split at contacts somewhere in its middle, and each part, or range, is loaded from
both of its ends (`parallel`). To find contacts in the middle, it asks for ids that may exist (`splitting`).
Guesses only decide where to split: cursors are always ids of contacts that were listed. More and
more requests are in flight until the server refuses some (`concurrency`).

`all_contacts` guarantees that every contact that is in the list from the first request to the last is given
exactly once, in the order of ids. Contacts added or deleted meanwhile are given once or not at all.

This relies only on documented behaviour (ClickFunnels' pagination guide): the page after a contact has the
next 20 ids in the requested order. So whatever is missing between two consecutive pages wasn't in the list
when the second was fetched. A range between two known contacts is loaded forward from its first and backward
from its last until the two meet, and ranges touch at contacts that were listed themselves. Every page must
keep its order and start after its cursor, and no end of a range may run out of pages before it meets the
other. If any of that fails, the rest is loaded page by page (`sequential`), with the same checks.
"""
