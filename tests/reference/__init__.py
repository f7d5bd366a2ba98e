"""The published and computed cases every statistic must reproduce."""
