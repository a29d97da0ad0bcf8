"""The reference interpreter: hand-made cases, and the laws that need no engine."""
