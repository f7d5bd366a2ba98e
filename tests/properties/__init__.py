"""What holds for whatever is generated, across the rooms."""
