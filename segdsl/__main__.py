"""`python -m segdsl`: the command, where its script is not on the path."""

from segdsl.cli.main import main

main()
