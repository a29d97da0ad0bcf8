"""What changed between two versions of a project: in words, in proofs and in customers."""
