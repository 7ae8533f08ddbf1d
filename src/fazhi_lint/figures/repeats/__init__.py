"""The same quantity stated twice."""
