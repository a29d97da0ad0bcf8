"""What is kept in a warehouse: programs and a day in, members and their history out."""
