"""What `laras` does at the command line, one file a noun."""
