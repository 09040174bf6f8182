"""The wizard as lines of text: one question at a time, nothing drawn, nothing moving. It knows no Textual."""
