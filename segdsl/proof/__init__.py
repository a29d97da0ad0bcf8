"""What can be known of conditions before any row is read."""
