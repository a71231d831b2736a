"""What the importer of web archives is made of."""
