"""What authors promise of their segments: examples judged, proposed, and what they cover."""
