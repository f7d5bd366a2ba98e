"""Pages that join stages: my day, client list and overview, board, search, users, audit, jobs."""
