"""The command line: the parser, one module per command, help and completion."""
