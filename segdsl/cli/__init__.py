"""The command line: options in, compiler and warehouse called, a report out."""
