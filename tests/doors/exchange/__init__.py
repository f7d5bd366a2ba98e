"""Tests of what programs write and read."""
