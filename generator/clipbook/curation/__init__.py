"""What curators do with stories: each command planned as edits, and the edits written."""
