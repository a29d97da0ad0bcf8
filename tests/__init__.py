"""Tests of segdsl: what goes in is visible, what comes out stands beside it."""
