"""The help of the commands, the manual page, and the files installed with them."""
