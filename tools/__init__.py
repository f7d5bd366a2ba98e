"""What builds, checks and measures Laras from outside; nothing here is part of the program."""
