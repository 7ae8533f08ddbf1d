"""What all readers of relations stand on: intervals, units, figures with their words, verdicts."""
