"""The commands, one module each; `run` takes the options and gives the exit status, or None for 0."""
