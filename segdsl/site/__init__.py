"""A project's documentation: what is known of each declaration in, pages out."""
