"""Topics of the language that are specified, have cases, and are not built yet.

Every failing case of such a topic fails with SEG900, and one does: when none fails any more, the
runner fails until its name is taken from here.
"""

PENDING: frozenset[str] = frozenset()
NOT_BUILT = "SEG900"
