"""Messages about examples that fail and expectations that are not met: codes SEG38x.

`test` says them, never `check`: a rule that is well written may still not be what was meant.
"""

from segdsl.text.diagnostics import Message, Said

_WHY_EXAMPLES = Said(
    "An example says in advance what the rule must answer, so that a changed threshold is seen"
    " before a campaign is.",
    "Un exemple dit d'avance ce que la règle doit répondre : un seuil modifié se voit avant la"
    " campagne.",
)
EXAMPLE_OUT = Message(
    code="SEG380",
    says=Said(
        "the example says that this customer is in `{name}`, who is out",
        "l'exemple place ce client dans `{name}`, mais il n'y est pas",
    ),
    label=Said("out", "dehors"),
    help=Said(
        "change the rule if it is not what was meant, else write `example out`",
        "corrigez la règle si elle n'est pas ce qui était voulu, sinon écrivez `example out`",
    ),
    why=_WHY_EXAMPLES,
    wrong="segment x: frequency >= 4\n  example in: frequency = 3\n",
    right="segment x: frequency >= 4\n  example in: frequency = 4\n",
)
EXAMPLE_IN = Message(
    code="SEG381",
    says=Said(
        "the example says that this customer is out of `{name}`, who is in",
        "l'exemple place ce client hors de `{name}`, mais il y est",
    ),
    label=Said("in", "dedans"),
    help=Said(
        "change the rule if it is not what was meant, else write `example in`",
        "corrigez la règle si elle n'est pas ce qui était voulu, sinon écrivez `example in`",
    ),
    why=_WHY_EXAMPLES,
    wrong="segment x: recency < 90d\n  example out: recency = 89d\n",
    right="segment x: recency < 90d\n  example out: recency = 90d\n",
)
EXAMPLE_OPEN = Message(
    code="SEG382",
    says=Said(
        "whether this customer is in `{name}` depends on {missing}, not given",
        "savoir si ce client est dans `{name}` dépend de {missing}, que l'exemple ne donne pas",
    ),
    label=Said("not enough to decide", "pas assez pour conclure"),
    help=Said("{hint}", "{hint}"),
    why=Said(
        "What an example does not give is unknown, not missing: nothing is assumed.",
        "Ce qu'un exemple ne donne pas est inconnu, et non manquant : rien n'est supposé.",
    ),
    wrong="segment x: frequency >= 4 and recency < 90d\n  example in: frequency = 5\n",
    right="segment x: frequency >= 4 and recency < 90d\n  example out: frequency = 3\n",
)
EXAMPLE_IMPOSSIBLE = Message(
    code="SEG383",
    says=Said(
        "this customer cannot exist: {cause}",
        "ce client ne peut pas exister : {cause}",
    ),
    help=Said(
        "leave out one of them, or give values that one customer can have",
        "retirez l'un des faits, ou donnez des valeurs qu'un même client peut avoir",
    ),
    why=Said(
        "It follows from what the names mean. An example of nobody would show nothing.",
        "Cela découle du sens des noms. Un exemple de personne ne montrerait rien.",
    ),
    wrong="segment x: frequency >= 4\n  example in: frequency = 5, recency is missing\n",
    right="segment x: frequency >= 4\n  example in: frequency = 5, recency = 20d\n",
)
EXAMPLE_CIRCULAR = Message(
    code="SEG384",
    says=Said(
        "`{name}` is what the example is about",
        "`{name}` est justement ce dont parle l'exemple",
    ),
    help=Said(
        "give the values that its conditions look at",
        "donnez les valeurs que regardent ses conditions",
    ),
    why=Said(
        "A verdict that is given is not checked.",
        "Un verdict donné d'avance n'est pas vérifié.",
    ),
    wrong="segment x: frequency >= 4\n  example in: x\n",
    right="segment x: frequency >= 4\n  example in: frequency = 4\n",
)
EXPECT_BROKEN = Message(
    code="SEG385",
    says=Said(
        "`{name}`: {measure} is {found}, expected {expected}",
        "`{name}` : {measure} vaut {found}, attendu : {expected}",
    ),
    label=Said("{found}", "{found}"),
    help=Said(
        "`segdsl explain {name}` shows the rule; change it, or what is expected of it",
        "`segdsl explain {name}` montre la règle ; corrigez-la, ou ce que vous en attendez",
    ),
    why=Said(
        "A segment that is suddenly far from its usual size most often shows data that changed.",
        "Un segment qui s'écarte soudain de son effectif habituel révèle le plus souvent des"
        " données qui ont changé.",
    ),
    wrong="segment x: frequency >= 1\n  expect size = 0%\n",
    right="segment x: frequency >= 1\n  expect size between 0% and 100%\n",
)
EXPECT_NOBODY = Message(
    code="SEG386",
    says=Said(
        "`{name}`: {measure} cannot be measured, {cause}",
        "`{name}` : {measure} ne se mesure pas, {cause}",
    ),
    label=Said("of nobody", "de personne"),
    help=Said(
        "`segdsl explain {name}` shows the rule that selects nobody",
        "`segdsl explain {name}` montre la règle qui ne retient personne",
    ),
    why=Said(
        "A share of nobody is no number, so that no bound holds of it.",
        "Une part de personne n'est pas un nombre : aucune borne ne s'y vérifie.",
    ),
    wrong="segment x: frequency < 0\n  expect reach by email >= 0%\n",
    right="segment x: frequency >= 0\n  expect reach by email >= 0%\n",
)
