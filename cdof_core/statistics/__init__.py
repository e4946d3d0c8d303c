"""Numbers in, numbers out: the methods of public health indicators, on NumPy arrays."""
