"""Tests of what authors promise: examples judged, proposed and counted."""
