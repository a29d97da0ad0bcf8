"""Speed, as ratios of one run: `python -m tests.benchmarks`. Nothing here is a test."""
