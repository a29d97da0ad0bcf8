"""Messages about segdsl.toml: codes SEG4xx."""

from segdsl.text.diagnostics import Message, Said

NOT_TOML = Message(
    code="SEG400",
    says=Said(
        "segdsl.toml is not written in TOML: {reason}",
        "segdsl.toml n'est pas écrit en TOML : {reason}",
    ),
    why=Said(
        "It says the project's time zone and warehouses, without which nothing is certain.",
        "Il dit le fuseau horaire et les entrepôts du projet, sans quoi rien n'est certain.",
    ),
    help=Said(
        'a line is `name = "text"`, or `[warehouse.dev]` above those of a warehouse',
        'une ligne est `nom = "texte"`, ou `[warehouse.dev]` avant celles d\'un entrepôt',
    ),
)
UNKNOWN_SETTING = Message(
    code="SEG401",
    says=Said("segdsl.toml knows no `{name}`", "segdsl.toml ne connaît pas `{name}`"),
    why=Said(
        "A setting that does nothing would mislead its reader.",
        "Un réglage sans effet tromperait son lecteur.",
    ),
    help=Said("{hint}", "{hint}"),
)
MISSING_TIMEZONE = Message(
    code="SEG402",
    says=Said("segdsl.toml names no `timezone`", "segdsl.toml n'indique pas de `timezone`"),
    why=Said(
        "An order at 23:30 belongs to one day in Paris and to another in London.",
        "Une commande de 23 h 30 n'a pas la même date à Paris et à Londres.",
    ),
    help=Said('add `timezone = "Europe/Paris"`', 'ajoutez `timezone = "Europe/Paris"`'),
)
WRONG_SETTING = Message(
    code="SEG403",
    says=Said(
        "`{name}` in segdsl.toml cannot be `{value}`",
        "`{name}` ne peut pas valoir `{value}` dans segdsl.toml",
    ),
    why=Said(
        "A setting that is not understood would be guessed, and members with it.",
        "Un réglage mal compris serait deviné, et les membres avec lui.",
    ),
    help=Said("expected: {expected}", "attendu : {expected}"),
)
NO_ADDRESS = Message(
    code="SEG407",
    says=Said(
        "the warehouse `{name}` needs one of `url` and `url_env`",
        "l'entrepôt `{name}` a besoin de `url` ou de `url_env`, l'un des deux",
    ),
    why=Said(
        "One of them says where the rows are; two could disagree.",
        "L'un d'eux dit où sont les données ; deux pourraient se contredire.",
    ),
    help=Said(
        "`url` is an address without secrets, `url_env` the environment variable that holds one",
        "`url` est une adresse sans secret, `url_env` la variable d'environnement qui en contient"
        " une",
    ),
)
UNKNOWN_VALUE_METRIC = Message(
    code="SEG404",
    says=Said(
        "segments are weighed by `{name}`, which is no metric of numbers",
        "les segments sont pesés par `{name}`, qui n'est pas une métrique numérique",
    ),
    why=Said("`value` in segdsl.toml names it.", "C'est `value` dans segdsl.toml qui la nomme."),
    help=Said("{hint}", "{hint}"),
)
UNKNOWN_PARAMETER = Message(
    code="SEG405",
    says=Said(
        "`--set {name}`: no parameter has that name",
        "`--set {name}` : aucun paramètre ne porte ce nom",
    ),
    why=Said(
        "Only a parameter that the project declares can be given another value.",
        "Seul un paramètre déclaré dans le projet peut recevoir une autre valeur.",
    ),
    help=Said("{hint}", "{hint}"),
)
WRONG_PARAMETER = Message(
    code="SEG406",
    says=Said(
        "`--set {name}={value}`: this is not {type}",
        "`--set {name}={value}` : ce n'est pas {type}",
    ),
    why=Said(
        "The project declares its type, and every use of it counts on that.",
        "Le projet déclare son type, et tout ce qui s'en sert compte dessus.",
    ),
)
