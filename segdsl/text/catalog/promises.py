"""Messages about `expect` and `example`: codes SEG36x."""

from segdsl.text.diagnostics import Message, Said

EXPECT_SIZE = Message(
    code="SEG360",
    says=Said(
        "a size is a number of members or a percentage, `{text}` is {type}",
        "un effectif est un nombre de membres ou un pourcentage, `{text}` est {type}",
    ),
    why=Said("Nothing else can be counted.", "Rien d'autre ne se compte."),
    help=Said(
        "write `expect size >= 1000`, or `expect size between 2% and 20%` of the population",
        "écrivez `expect size >= 1000`, ou `expect size between 2% and 20%` de la population",
    ),
    wrong="segment x: vip\n  expect size >= 0.5\n",
    right="segment x: vip\n  expect size >= 50%\n",
)
EXPECT_PERCENT = Message(
    code="SEG361",
    says=Said(
        "`{measure}` is measured in percent, `{text}` is {type}",
        "`{measure}` se mesure en pour cent, `{text}` est {type}",
    ),
    why=Said("It is a part of a whole.", "C'est une part d'un tout."),
    help=Said("write a percentage such as `15%`", "écrivez un pourcentage, par exemple `15%`"),
    wrong="segment x: vip\n  expect share of monetary >= 15\n",
    right="segment x: vip\n  expect share of monetary >= 15%\n",
)
EXPECT_RANGE = Message(
    code="SEG362",
    says=Said("`{text}` is never measured", "`{text}` ne se mesure jamais"),
    why=Said(
        "A part lies from 0% to 100%, and a size is no less than 0.",
        "Une part va de 0 % à 100 %, et un effectif n'est pas inférieur à 0.",
    ),
    help=Said("write a percentage from `0%` to `100%`", "écrivez un pourcentage de `0%` à `100%`"),
    wrong="segment x: vip\n  expect size <= 120%\n",
    right="segment x: vip\n  expect size <= 20%\n",
)
EXPECT_MIXED = Message(
    code="SEG363",
    says=Said(
        "`{low}` and `{high}` are not counted alike",
        "`{low}` et `{high}` ne se comptent pas de la même façon",
    ),
    why=Said(
        "One is a number of members, the other a part of the population.",
        "L'un est un nombre de membres, l'autre une part de la population.",
    ),
    help=Said(
        "write both as numbers or both as percentages",
        "écrivez deux nombres ou deux pourcentages",
    ),
    wrong="segment x: vip\n  expect size between 100 and 20%\n",
    right="segment x: vip\n  expect size between 2% and 20%\n",
)
OVERLAP_WITH = Message(
    code="SEG364",
    says=Said("`{text}` has no members", "`{text}` n'a pas de membres"),
    why=Said(
        "An overlap is with a segment, a class or a list.",
        "Un recouvrement se mesure avec un segment, une classe ou une liste.",
    ),
    help=Said(
        "name a segment, a class such as `cycle.actif`, or a list",
        "citez un segment, une classe comme `cycle.actif`, ou une liste",
    ),
    wrong="segment x: vip\n  expect overlap with is_staff = 0%\n",
    right="segment x: not vip\n  expect overlap with vip = 0%\n",
)
EXAMPLE_FACT = Message(
    code="SEG365",
    says=Said("`{text}` gives no value", "`{text}` ne donne pas de valeur"),
    why=Said(
        "An example says what is known of somebody, name by name.",
        "Un exemple dit ce que l'on sait de quelqu'un, nom par nom.",
    ),
    help=Said(
        "write such as `frequency = 5`, `city is missing`, `vip`, `not vip`, `cycle is actif`",
        "écrivez par exemple `frequency = 5`, `city is missing`, `vip`, `not vip`,"
        " `cycle is actif`",
    ),
    wrong="segment x: frequency >= 4\n  example in: frequency > 4\n",
    right="segment x: frequency >= 4\n  example in: frequency = 5\n",
)
