"""A list of contacts, whole and in order, many pages at once.

The API gives 20 contacts a page, one cursor after another. A cursor is the id of any contact, and works in
both orders; so the list is cut at contacts found in between (a page ordered by update holds some from all
over it), and each piece is walked from both its ends. How many requests are under way at once follows how
quick the answers are (`pace`). In a list that is ordered by update itself nothing is fetched at once.

What is promised of `whole`, whose order is that of the ids: every contact that is in the list from the
first request to the last comes exactly once, and in order. Contacts that are added or removed meanwhile
come once or not at all.

Why it holds, on documented behaviour alone (ClickFunnels' pagination guide): a page after a contact is
the next twenty ids in the order asked for. So what two neighbouring pages of a walk leave out was not in
the list when the second was fetched. A span between two known contacts is walked from its first forward
and from its last backward until the walks meet; spans touch at contacts that were listed themselves.
Every page has to keep to its order and to begin beyond the contact that it was asked after, and no walk
may end before it meets the one from the other side. Where one does not, the rest is walked page by page,
and that with the same checks.
"""
