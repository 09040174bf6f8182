"""One file a command, or a few that belong together; each has a `run` that gives the exit status."""
