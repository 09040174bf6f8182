"""What a person reads: one module for each part of the program, for a translator to find.

Only texts, and small functions that fill something in. Elsewhere stand just three kinds of words: what went
wrong and what to do next (the modules called `errors`), the command line's help (`wizard.cli.parser`,
`wizard.cli.help`), and what a key does, in one table a screen beside the key itself (its `BINDINGS`).
"""
