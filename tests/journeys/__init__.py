"""What people do with Laras from the log-in on, in a real Chromium against the real program."""
