"""page() and @action: the whole of authorisation, and the registry of pages."""
