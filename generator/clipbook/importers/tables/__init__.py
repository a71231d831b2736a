"""What tables are read with: their columns, their cells, and the forms they come in."""
