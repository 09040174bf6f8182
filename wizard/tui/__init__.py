"""The Textual applications, their screens and widgets."""
