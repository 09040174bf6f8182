"""What explains the commands: the one-screen help, examples, the manual page, what is installed with them."""
