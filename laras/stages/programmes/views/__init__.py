"""One function a page, one file a noun."""
