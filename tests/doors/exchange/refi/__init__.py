"""Tests of REFI-QDA projects."""
