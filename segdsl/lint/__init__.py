"""What is right and yet perhaps not meant: one rule per file in `rules`, all said as warnings."""
