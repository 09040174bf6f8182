"""The targets of `cfw export`: one file for each, or for each kind of program."""
