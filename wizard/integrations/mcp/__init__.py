"""The files in which agents and editors list their MCP servers: where they are, and how to edit them."""
