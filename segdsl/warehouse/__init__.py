"""Where the rows are: engines that read them, what must fit before a run, and the run itself."""
