"""The parts of a clipping: its header, its sections, and what stands in them."""
