"""Judged with proofs too, what is true of a real customer is never impossible, nor misjudged."""

from __future__ import annotations

from random import Random

import pytest

from segdsl.interpreter.evaluation import evaluate
from segdsl.promises.examples import Decided, Judge, Open
from tests.differential.compiler import understood
from tests.differential.model_text import MODEL
from tests.differential.segments import contents, segments
from tests.differential.worlds import sample
from tests.interpreter.test_supposed import facts

CUSTOMERS = 4
SEGMENTS = 25
FACTS = 6


@pytest.mark.parametrize("seed", range(1, 7))
def test_a_real_customer_is_judged_as_the_reference_does(seed: int) -> None:
    drawn = sample(seed)
    texts = [MODEL, *segments(seed, SEGMENTS, drawn)]
    project = understood(texts, contents(seed, drawn))
    evaluation = evaluate(project, drawn.world, drawn.as_of)
    judge = Judge(project, drawn.as_of)
    random = Random(f"judged {seed}")
    for key in evaluation.population("customers")[:CUSTOMERS]:
        for name, segment in project.segments.items():
            if segment.population != "customers":
                continue
            true = [one for one in facts(random, evaluation, key) if name not in repr(one)]
            known = random.sample(true, min(FACTS, len(true)))
            outcome = judge.outcome(segment, known)
            is_in = key in evaluation.segment(name)
            assert isinstance(outcome, Open) or outcome == Decided(is_in), (name, key, known)
