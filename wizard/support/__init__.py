"""What every room may use: secrets, safe text, matching, times, errors, the log."""
