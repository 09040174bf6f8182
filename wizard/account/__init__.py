"""What a token can access: live lists, connections, and switching between workspaces."""
