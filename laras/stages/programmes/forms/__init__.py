"""What is typed: the shape of the input, no writes."""
