"""The speed figures: `make bench`, one JSON object on stdout."""
