"""Help in editors: texts that people are typing in, what an editor shows of them out."""
