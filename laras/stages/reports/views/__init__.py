"""Pages of the stage: the reports on a record, all of the home, the Word templates."""
