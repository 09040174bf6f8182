"""Writers of environment variables, each in the syntax of one reader."""
