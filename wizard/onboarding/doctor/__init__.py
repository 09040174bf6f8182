"""`cfw doctor`: check everything from the configuration file to the contacts, and report what is broken."""
