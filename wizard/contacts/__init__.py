"""Contacts: walking complete lists, browsing, and exporting."""
