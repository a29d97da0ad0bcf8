"""The process that answers command lines, shared with the tests of the command."""

from tests.cli.conftest import forks

__all__ = ["forks"]
