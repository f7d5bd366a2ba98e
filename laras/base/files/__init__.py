"""Attachments, and the guard for everything uploaded."""
