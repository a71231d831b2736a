"""`content/` read and written: strict when reading, atomic and collision-refusing when writing."""
