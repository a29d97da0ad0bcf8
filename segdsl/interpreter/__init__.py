"""The reference: what a project says of the rows of its tables, in plain Python."""
