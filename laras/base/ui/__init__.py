"""Base page, components, charts, icons, words used everywhere."""
