"""What is typed about people: the shape of the input, no writes."""
