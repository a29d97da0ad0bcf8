"""Messages about targets: codes SEG35x."""

from segdsl.text.diagnostics import Message, Said

_CHANNEL = "channel courriel: email is known\n"
_RELANCE = _CHANNEL + "target relance: vip\n  by courriel\n"

TARGET_NEEDS_BY = Message(
    code="SEG350",
    says=Said("the target `{name}` names no channel", "la cible `{name}` n'indique aucun canal"),
    why=Said(
        "Who cannot be reached would be counted, and perhaps written to against their wish.",
        "On compterait, et l'on solliciterait peut-être, des gens que l'on ne peut pas joindre.",
    ),
    help=Said(
        "write `by` and a channel on the line below the condition",
        "écrivez `by` et un canal sur la ligne sous la condition",
    ),
    wrong=_CHANNEL + "target relance: vip\n",
    right=_CHANNEL + "target relance: vip\n  by courriel\n",
)
GATE_ORDER = Message(
    code="SEG351",
    says=Said(
        "`{word}` stands below `{later}`, and applies before it",
        "`{word}` se trouve sous `{later}`, et s'applique avant",
    ),
    why=Said(
        "Gates are read in the order in which they apply.",
        "Les filtres d'une cible se lisent dans l'ordre où ils s'appliquent.",
    ),
    help=Said(
        "write them in the order `by`, `except`, `at most`, `control`, `columns`",
        "écrivez-les dans l'ordre `by`, `except`, `at most`, `control`, `columns`",
    ),
    wrong=_CHANNEL
    + "target relance: vip\n  by courriel\n  at most 10\n  except any gifts via giver\n",
    right=_CHANNEL
    + "target relance: vip\n  by courriel\n  except any gifts via giver\n  at most 10\n",
)
NOBODY_AT_MOST = Message(
    code="SEG352",
    says=Said("`at most 0` chooses nobody", "`at most 0` ne retient personne"),
    why=Said("The target would always be empty.", "La cible serait toujours vide."),
    help=Said("write how many are wanted, from 1", "écrivez combien il en faut, à partir de 1"),
    wrong=_RELANCE + "  at most 0\n",
    right=_RELANCE + "  at most 10\n",
)
TARGET_POPULATION = Message(
    code="SEG353",
    says=Said(
        "this target names nothing that is of one population",
        "cette cible ne nomme rien qui relève d'une population",
    ),
    why=Said(
        "A target is of its segment's population; there are: {populations}.",
        "Une cible est de la population de son segment ; il y a : {populations}.",
    ),
    help=Said(
        "make its condition a segment `of` a population, and name that",
        "faites de sa condition un segment `of` d'une population, et nommez-le",
    ),
    wrong=(
        "population people (person) from people\n  key person_id: text\n  active: boolean\n"
        "population companies (company) from companies\n  key company_id: text\n"
        "channel mail of people: active\ntarget t: true\n  by gone\n"
    ),
    right=(
        "population people (person) from people\n  key person_id: text\n  active: boolean\n"
        "population companies (company) from companies\n  key company_id: text\n"
        "channel mail of people: active\ntarget t: true\n  by mail\n"
    ),
)
TARGET_HERE = Message(
    code="SEG354",
    says=Said("`{name}` is a target, not a condition", "`{name}` est une cible, pas une condition"),
    why=Said(
        "A target is drawn once for one action; a rule holds for as long as it stands.",
        "Une cible est tirée une fois pour une action ; une règle vaut tant qu'elle est écrite.",
    ),
    help=Said(
        "make its condition a segment, and name that in both places",
        "faites de sa condition un segment, et nommez-le aux deux endroits",
    ),
    wrong=_RELANCE + "segment x: not relance\n",
    right=_RELANCE + "segment x: not vip\n",
)
CONTROL_SHARE = Message(
    code="SEG355",
    says=Said(
        "a control group is a part of those chosen: more than 0%, less than 100%",
        "un groupe témoin est une partie des personnes retenues : plus de 0 %, moins de 100 %",
    ),
    why=Said(
        "Otherwise there would be nobody to compare with, or nobody contacted.",
        "Sinon il n'y aurait personne à qui comparer, ou personne de sollicité.",
    ),
    help=Said("write such as `control 10%`", "écrivez par exemple `control 10%`"),
    wrong=_RELANCE + '  control 100% "relance"\n',
    right=_RELANCE + '  control 10% "relance"\n',
)
