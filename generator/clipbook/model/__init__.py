"""The archive as values: articles, outlets, sources, stories. No input or output here."""
