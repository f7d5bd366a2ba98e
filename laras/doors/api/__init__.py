"""REST v1 with OpenAPI."""
