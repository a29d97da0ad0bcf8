"""What is said about a command: its words, its files, its project."""

from segdsl.text.diagnostics import Message, Said, Severity

_WHY_NAMES = Said(
    "A command works on names of the project, so that nothing is left out silently.",
    "Une commande porte sur des noms du projet : rien n'est oublié en silence.",
)
_WHY_FILES = Said(
    "A command finishes all of its files or says which one it could not.",
    "Une commande mène à bien tous ses fichiers ou dit lequel a résisté.",
)

USAGE = Message(
    code="SEG601",
    says=Said("{reason}", "{reason}"),
    help=Said("`segdsl --help` lists the commands", "`segdsl --help` liste les commandes"),
    why=Said(
        "A command that is only half understood does nothing.",
        "Une commande comprise à moitié ne fait rien.",
    ),
)
NO_PROJECT = Message(
    code="SEG602",
    says=Said(
        "there is no segdsl.toml in `{folder}` or above it",
        "il n'y a pas de segdsl.toml dans `{folder}` ni au-dessus",
    ),
    help=Said(
        "`segdsl init` starts a project, `segdsl demo` shows one, `-C DIR` works in another folder",
        "`segdsl init` commence un projet, `segdsl demo` en montre un, `-C DIR` travaille dans un"
        " autre dossier",
    ),
    why=Said(
        "The project's file says its time zone and warehouses, without which nothing is certain.",
        "Le fichier du projet dit son fuseau horaire et ses entrepôts, sans quoi rien n'est"
        " certain.",
    ),
)
UNREADABLE = Message(
    code="SEG603",
    says=Said("`{path}` cannot be read: {reason}", "`{path}` est illisible : {reason}"),
    why=_WHY_FILES,
)
UNWRITABLE = Message(
    code="SEG604",
    says=Said("`{path}` cannot be written: {reason}", "`{path}` ne peut être écrit : {reason}"),
    why=_WHY_FILES,
)
UNKNOWN_NAME = Message(
    code="SEG605",
    says=Said(
        "`{name}` is no segment, segmentation or class of this project",
        "`{name}` n'est ni un segment, ni une segmentation, ni une classe de ce projet",
    ),
    help=Said(
        "a class is written `segmentation.class`, a tag `tag:crm`",
        "une classe s'écrit `segmentation.classe`, une étiquette `tag:crm`",
    ),
    why=_WHY_NAMES,
)
UNKNOWN_TAG = Message(
    code="SEG606",
    says=Said("nothing has the tag `{name}`", "rien ne porte l'étiquette `{name}`"),
    why=_WHY_NAMES,
)
NO_WAREHOUSE = Message(
    code="SEG607",
    says=Said(
        "segdsl.toml names no warehouse",
        "segdsl.toml ne nomme aucun entrepôt",
    ),
    help=Said(
        'add `[warehouse.dev]` with `url = "duckdb:file.duckdb"` below it',
        'ajoutez `[warehouse.dev]` avec, dessous, `url = "duckdb:fichier.duckdb"`',
    ),
    why=Said(
        "Sizes and members can only be read where the rows are.",
        "Les effectifs et les membres ne se lisent que là où sont les données.",
    ),
)
UNKNOWN_WAREHOUSE = Message(
    code="SEG608",
    says=Said(
        "segdsl.toml names no warehouse `{name}`",
        "segdsl.toml ne nomme pas d'entrepôt `{name}`",
    ),
    help=Said("it names {known}", "il nomme {known}"),
    why=Said(
        "Only warehouses of the project are read.",
        "Seuls les entrepôts du projet sont lus.",
    ),
)
NOT_A_DAY = Message(
    code="SEG609",
    says=Said("`{text}` is no day", "`{text}` n'est pas un jour"),
    help=Said("write it like 2026-03-31", "écrivez-le comme 2026-03-31"),
    why=Said(
        "Everything is evaluated as of one day.",
        "Tout est évalué à la date d'un jour précis.",
    ),
)
NOT_AN_OVERRIDE = Message(
    code="SEG610",
    says=Said(
        "`{text}` gives no parameter a value", "`{text}` ne donne de valeur à aucun paramètre"
    ),
    help=Said("write `--set parameter=value`", "écrivez `--set parametre=valeur`"),
    why=Said(
        "A parameter keeps the value of its declaration unless it is given another one.",
        "Un paramètre garde la valeur de sa déclaration tant qu'on ne lui en donne pas une autre.",
    ),
)
FOLDER_IN_USE = Message(
    code="SEG611",
    says=Said(
        "`{path}` already holds other files",
        "`{path}` contient déjà d'autres fichiers",
    ),
    help=Said("name a new folder", "nommez un nouveau dossier"),
    why=Said("Nothing is overwritten.", "Rien n'est écrasé."),
)
OUTSIDE_PROJECT = Message(
    code="SEG612",
    says=Said(
        "`{path}` is no `.seg` file or folder of this project",
        "`{path}` n'est ni un fichier `.seg` ni un dossier de ce projet",
    ),
    why=_WHY_FILES,
)
NO_EXAMPLE = Message(
    code="SEG613",
    says=Said(
        "this installation holds no example project",
        "cette installation ne contient pas de projet d'exemple",
    ),
    why=Said(
        "The demo works on a copy of an example that comes with segdsl.",
        "La démonstration travaille sur une copie d'un exemple fourni avec segdsl.",
    ),
)
UNKNOWN_EXAMPLE = Message(
    code="SEG621",
    says=Said("there is no example called `{name}`", "aucun exemple ne s'appelle `{name}`"),
    help=Said("there is {listed}", "il y a {listed}"),
    why=Said(
        "A project can start from the copy of an example that comes with segdsl.",
        "Un projet peut partir de la copie d'un exemple fourni avec segdsl.",
    ),
)
NOTHING_TO_COMPUTE = Message(
    code="SEG614",
    says=Said(
        "nothing to compute: the project has no segment",
        "rien à calculer : le projet n'a pas de segment",
    ),
    help=Said(
        "a segment is written `segment name: condition`",
        "un segment s'écrit `segment nom: condition`",
    ),
    why=_WHY_NAMES,
)
NOT_EXPLAINED = Message(
    code="SEG615",
    says=Said(
        "`{name}` is no segment, segmentation, class, metric or parameter of this project",
        "`{name}` n'est ni un segment, ni une segmentation, ni une classe, ni une métrique, ni un"
        " paramètre de ce projet",
    ),
    help=Said(
        "one name is explained at a time; a class is written `segmentation.class`",
        "un seul nom est expliqué à la fois ; une classe s'écrit `segmentation.classe`",
    ),
    why=_WHY_NAMES,
)
NO_EXAMPLES_OF = Message(
    code="SEG631",
    says=Said("`{name}` has no examples of its own", "`{name}` n'a pas d'exemples à lui"),
    help=Said(
        "a class is shown with the whole: `segdsl examples {whole}`; a target has none",
        "une classe se montre avec le tout : `segdsl examples {whole}` ; une cible n'en a pas",
    ),
    why=Said(
        "Examples stand below a segment, or below the last class of a segmentation.",
        "Les exemples se placent sous un segment, ou sous la dernière classe d'une segmentation.",
    ),
)
NO_SUCH_CUSTOMER = Message(
    code="SEG632",
    says=Said("{reason}", "{reason}"),
    help=Said(
        "the key is `{key}` of `{population}`, written as text",
        "la clé est `{key}` de `{population}`, écrite en texte",
    ),
    why=Said(
        "Only members of the population are in a segment or out of it.",
        "Seuls les membres de la population sont dans un segment ou en dehors.",
    ),
)
NOT_OF_CUSTOMERS = Message(
    code="SEG633",
    says=Said(
        "`{name}` is not explained customer by customer",
        "`{name}` ne s'explique pas client par client",
    ),
    help=Said(
        "`--customer` goes with a segment, a segmentation or a class such as `cycle.actif`",
        "`--customer` va avec un segment, une segmentation ou une classe comme `cycle.actif`",
    ),
    why=_WHY_NAMES,
)
NOT_COUNTED = Message(
    code="SEG634",
    says=Said(
        "the conditions are shown without numbers of customers",
        "les conditions sont montrées sans nombres de clients",
    ),
    help=Said("`--no-figures` asks for none", "`--no-figures` n'en demande pas"),
    why=Said(
        "What a rule says needs no warehouse; whom it keeps does.",
        "Ce que dit une règle se passe d'entrepôt ; qui elle retient, non.",
    ),
    severity=Severity.WARNING,
)
NOT_THE_DEMO = Message(
    code="SEG616",
    says=Said(
        "`{path}` already holds another project",
        "`{path}` contient déjà un autre projet",
    ),
    help=Said("name a new folder", "nommez un nouveau dossier"),
    why=FOLDER_IN_USE.why,
)
_WHY_KEY = Said(
    "Segments are made of the rows of one table, told apart by a key that no two of them share.",
    "Les segments sont faits des lignes d'une table, distinguées par une clé que deux d'entre elles"
    " ne partagent jamais.",
)
NO_POPULATION_THERE = Message(
    code="SEG617",
    says=Said(
        "no table of the warehouse has a key that could tell customers apart",
        "aucune table de l'entrepôt n'a de clé qui distinguerait des clients",
    ),
    help=Said(
        "a key is a text or whole number, never missing, never twice; a view can cast another"
        " type; looked at: {known}",
        "une clé est un texte ou un entier, jamais absente, jamais en double ; une vue peut"
        " convertir un autre type ; tables vues : {known}",
    ),
    why=_WHY_KEY,
)
NOT_A_POPULATION = Message(
    code="SEG618",
    says=Said(
        "`{name}` is no table of the warehouse that has a key",
        "`{name}` n'est pas une table de l'entrepôt qui ait une clé",
    ),
    help=Said("there is {known}", "il y a {known}"),
    why=_WHY_KEY,
)
NOT_DAYS = Message(
    code="SEG670",
    says=Said(
        "`{text}` is not a first and a last day around {day}",
        "`{text}` n'est pas un premier et un dernier jour autour du {day}",
    ),
    help=Said("write it as `2026-01-01..2026-12-31`", "écrivez `2026-01-01..2026-12-31`"),
    why=Said(
        "The models answer for these days, the as-of day of the command among them.",
        "Les modèles répondent pour ces jours, dont celui que regarde la commande.",
    ),
)
MANY_SHAPES = Message(
    code="SEG671",
    says=Said(
        "on {day} the SQL of `{population}` takes one more form than a dbt model can hold",
        "le {day}, le SQL de `{population}` prend une forme de plus que n'en tient un modèle dbt",
    ),
    help=Said(
        "ask for fewer days: `--days {first}..{last}`",
        "demandez moins de jours : `--days {first}..{last}`",
    ),
    why=Said(
        "Lists whose lines expire and windows that overtake each other change the form of the"
        " SQL; a model holds a few forms and chooses by the day.",
        "Des listes qui expirent et des fenêtres qui se dépassent changent la forme du SQL ; un"
        " modèle en tient quelques-unes et choisit selon le jour.",
    ),
)
DAYS_OF_DBT = Message(
    code="SEG672",
    says=Said("`--days` goes with `--emit dbt`", "`--days` va avec `--emit dbt`"),
    help=Said(
        "other SQL is for one day: `--as-of` names it",
        "le reste du SQL vaut pour un seul jour : `--as-of` le fixe",
    ),
    why=Said(
        "Only dbt models follow the day they are asked for.",
        "Seuls les modèles dbt suivent le jour qu'on leur demande.",
    ),
)
NOT_LAID_OUT = Message(
    code="SEG641",
    says=Said(
        "`{path}` is no `.seg` file, nor a folder that holds one",
        "`{path}` n'est ni un fichier `.seg` ni un dossier qui en contient",
    ),
    why=Said(
        "Only rules have a layout; other files are left alone.",
        "Seules les règles ont une mise en forme ; on ne touche pas aux autres fichiers.",
    ),
)
LAYOUT_CHANGES = Message(
    code="SEG642",
    says=Said(
        "the layout of `{path}` would change what it says: this is a bug, not your mistake",
        "la mise en forme de `{path}` en changerait le sens : c'est un bogue, pas une erreur de"
        " votre part",
    ),
    help=Said(
        "the file is as it was; please report it",
        "le fichier est resté tel quel ; merci de le signaler",
    ),
    why=Said(
        "What is laid out is read again, and must say the same with the same comments.",
        "Ce qui est mis en forme est relu, et doit dire la même chose avec les mêmes commentaires.",
    ),
)
NO_LANGUAGE_SERVER = Message(
    code="SEG680",
    says=Said(
        "the language server needs a package that is not installed",
        "le serveur de langage a besoin d'un paquet qui n'est pas installé",
    ),
    help=Said(
        "install it: `pip install 'segdsl[lsp]'`",
        "installez-le : `pip install 'segdsl[lsp]'`",
    ),
    why=Said(
        "Editors are served through `pygls`; all other commands do without it.",
        "Les éditeurs sont servis par `pygls` ; toutes les autres commandes s'en passent.",
    ),
)
INTERRUPTED = Message(
    code="SEG690",
    says=Said("interrupted", "interrompu"),
    why=Said(
        "Nothing is left half-written.",
        "Rien n'est laissé à moitié écrit.",
    ),
)
INTERNAL = Message(
    code="SEG699",
    says=Said(
        "segdsl itself failed ({kind}): this is a bug, not your mistake",
        "segdsl lui-même a échoué ({kind}) : c'est un bogue, pas une erreur de votre part",
    ),
    help=Said(
        "the same command with `--debug` shows where; please report it",
        "la même commande avec `--debug` montre où ; merci de le signaler",
    ),
    why=Said(
        "A mistake in a project is always answered with its place and its fix.",
        "À une erreur dans un projet, segdsl répond toujours par sa place et sa correction.",
    ),
)
