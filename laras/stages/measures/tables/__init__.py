"""What the pages show, ready to draw: rows in the words of the page, and the figures."""
