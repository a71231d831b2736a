"""Which articles belong together: copies of one text, and coverage of one event."""
