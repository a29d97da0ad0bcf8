"""The rules, in the order of their codes."""

from segdsl.lint.rule import Rule
from segdsl.lint.rules import (
    dead_branch,
    implied,
    mixed_windows,
    no_note,
    no_owner,
    nothing_known,
    outside_values,
    private_columns,
    review_passed,
    same_segment,
    silent_unknowns,
    unused,
    window_name,
)

RULES: tuple[Rule, ...] = (
    unused.RULE,
    same_segment.RULE,
    implied.RULE,
    dead_branch.RULE,
    outside_values.RULE,
    silent_unknowns.RULE,
    nothing_known.RULE,
    window_name.RULE,
    mixed_windows.RULE,
    no_owner.RULE,
    no_note.RULE,
    review_passed.RULE,
    private_columns.RULE,
)
