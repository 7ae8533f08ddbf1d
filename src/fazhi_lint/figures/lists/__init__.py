"""Lists and announced counts against what is counted."""
