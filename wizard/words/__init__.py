"""What a person reads: one module for each part of the program, for a translator to find.

Only texts, and small functions that fill something in. Elsewhere stand just two kinds of words, each where
there is nothing else: what went wrong and what to do next (the modules called `errors`), and the command
line's help (`wizard.arguments`, `wizard.manual`).
"""
