"""Messages about what can be proved of conditions before any row is read (SEG48x)."""

from segdsl.text.diagnostics import Message, Said, Severity

_WHY_NEVER = Said(
    "Whatever the data and the day, the rule cannot be fulfilled: it does not say what was meant.",
    "Quels que soient les données et le jour, la règle ne peut être remplie : elle ne dit pas ce"
    " qui était voulu.",
)
_HELP_REASON = Said("{reason}", "{reason}")
NEVER = Message(
    code="SEG481",
    says=Said("nobody can ever be in `{name}`", "personne ne peut être dans `{name}`"),
    why=_WHY_NEVER,
    help=_HELP_REASON,
    wrong="segment x: frequency = 0 and recency < 90d\n",
    right="segment x: frequency = 1 and recency < 90d\n",
    severity=Severity.WARNING,
)
ALWAYS = Message(
    code="SEG482",
    says=Said("everybody is in `{name}`, always", "tout le monde est toujours dans `{name}`"),
    why=Said(
        "Whatever the data and the day, the rule leaves nobody out.",
        "Quels que soient les données et le jour, la règle n'écarte personne.",
    ),
    help=_HELP_REASON,
    wrong="segment x: recency < 90d or recency >= 90d or recency is missing\n",
    right="segment x: recency < 90d or recency is missing\n",
    severity=Severity.WARNING,
)
CLASS_NEVER = Message(
    code="SEG483",
    says=Said(
        "nobody can ever be in the class `{name}`",
        "personne ne peut être dans la classe `{name}`",
    ),
    why=_WHY_NEVER,
    help=_HELP_REASON,
    wrong=("segmentation x:\n  a when frequency = 0 and any orders in last 30d\n  b otherwise\n"),
    right="segmentation x:\n  a when frequency = 1 and any orders in last 30d\n  b otherwise\n",
)
CLASS_TAKEN = Message(
    code="SEG484",
    says=Said(
        "the classes before `{name}` take everybody who would fit it",
        "les classes avant `{name}` prennent tous ceux qui y entreraient",
    ),
    why=Said(
        "The first class that fits takes a customer, so nobody is left for this one.",
        "La première classe qui convient prend le client : il ne reste personne pour celle-ci.",
    ),
    help=Said(
        "put the narrower class first, or mend its bounds",
        "placez la classe la plus étroite en premier, ou corrigez ses bornes",
    ),
    wrong="segmentation x:\n  a when recency < 90d\n  b when recency < 30d\n  c otherwise\n",
    right="segmentation x:\n  a when recency < 30d\n  b when recency < 90d\n  c otherwise\n",
)
CLASSES_OVERLAP = Message(
    code="SEG485",
    says=Said(
        "`{one}` and `{other}` both take a customer with {witness}",
        "`{one}` et `{other}` prennent tous deux un client avec {witness}",
    ),
    why=Said(
        "The classes of an `exclusive` segmentation overlap nowhere.",
        "Les classes d'une segmentation `exclusive` ne se chevauchent nulle part.",
    ),
    help=Said(
        "mend the bounds of one of the two, or drop `exclusive`: the first class that fits then"
        " takes the customer",
        "corrigez les bornes de l'une des deux, ou retirez `exclusive` : la première classe qui"
        " convient prend alors le client",
    ),
    wrong=(
        "segmentation x exclusive:\n  a when frequency >= 4\n  b when frequency between 1 and 4\n"
        "  c otherwise\n"
    ),
    right=(
        "segmentation x exclusive:\n  a when frequency >= 4\n  b when frequency between 1 and 3\n"
        "  c otherwise\n"
    ),
)
CLASSES_GAP = Message(
    code="SEG486",
    says=Said(
        "a customer with {witness} is in no class of `{name}`",
        "un client avec {witness} n'est dans aucune classe de `{name}`",
    ),
    why=Said(
        "An `exclusive` segmentation leaves nobody out.",
        "Une segmentation `exclusive` n'oublie personne.",
    ),
    help=Said(
        "widen a class, or add a last class with `otherwise`",
        "élargissez une classe, ou ajoutez une dernière classe avec `otherwise`",
    ),
    wrong=("segmentation x exclusive:\n  a when frequency > 4\n  b when frequency < 4\n"),
    right=("segmentation x exclusive:\n  a when frequency >= 4\n  b when frequency < 4\n"),
)
OVERLAP_UNKNOWN = Message(
    code="SEG487",
    says=Said(
        "it cannot be decided whether `{one}` and `{other}` overlap, because of {cause}",
        "on ne peut pas décider si `{one}` et `{other}` se chevauchent, à cause de {cause}",
    ),
    why=Said(
        "`exclusive` asks for a proof. Bounds of single measures are seen through; how several"
        " measures add up or compare with each other is not.",
        "`exclusive` demande une preuve. Les bornes d'une mesure se vérifient ; la façon dont"
        " plusieurs mesures s'additionnent ou se comparent, non.",
    ),
    help=Said(
        "compare with fixed values, or drop `exclusive`",
        "comparez à des valeurs fixes, ou retirez `exclusive`",
    ),
    wrong=(
        "segmentation x exclusive:\n  a when monetary / frequency > 50\n"
        "  b when monetary > 1000\n  c otherwise\n"
    ),
    right=(
        "segmentation x exclusive:\n  a when monetary / frequency > 50\n"
        "  b when not monetary / frequency > 50 and monetary > 1000\n  c otherwise\n"
    ),
)
GAP_UNKNOWN = Message(
    code="SEG488",
    says=Said(
        "it cannot be decided whether `{name}` leaves somebody out, because of {cause}",
        "on ne peut pas décider si `{name}` oublie quelqu'un, à cause de {cause}",
    ),
    why=OVERLAP_UNKNOWN.why,
    help=Said(
        "add a last class with `otherwise`, or drop `exclusive`",
        "ajoutez une dernière classe avec `otherwise`, ou retirez `exclusive`",
    ),
    wrong=(
        "segmentation x exclusive:\n  a when monetary / frequency > 50\n"
        "  b when monetary / frequency < 50\n"
    ),
    right=("segmentation x exclusive:\n  a when monetary / frequency > 50\n  b otherwise\n"),
)
