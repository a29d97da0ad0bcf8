"""Generated segments over generated rows: every engine against the reference interpreter."""
