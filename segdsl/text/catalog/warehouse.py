"""What is said about a warehouse: where it does not fit the model, or cannot be read at all."""

from segdsl.text.diagnostics import Message, Said

_MODEL = """population customers (customer) from crm.customers
  key customer_id: text
  city: text
"""
_WHY_FIT = Said(
    "A population or source describes a table that is there: nothing is read before it fits.",
    "Une population ou une source décrit une table qui existe : rien n'est lu tant que la"
    " description ne correspond pas.",
)

TABLE_ABSENT = Message(
    code="SEG501",
    says=Said(
        "the warehouse `{warehouse}` has no table `{table}`",
        "l'entrepôt `{warehouse}` n'a pas de table `{table}`",
    ),
    label=Said("reads `{table}`", "lit `{table}`"),
    help=Said(
        "write after `from` a name as the warehouse has it",
        "écrivez après `from` un nom tel qu'il existe dans l'entrepôt",
    ),
    why=_WHY_FIT,
    wrong=_MODEL.replace("crm.customers", "crm.custmers"),
    right=_MODEL,
)
COLUMN_ABSENT = Message(
    code="SEG502",
    says=Said(
        "the table `{table}` has no column `{column}` in the warehouse `{warehouse}`",
        "la table `{table}` n'a pas de colonne `{column}` dans l'entrepôt `{warehouse}`",
    ),
    label=Said("reads `{column}`", "lit `{column}`"),
    help=Said(
        "`name: type from column` gives a column another name in the model",
        "`nom: type from colonne` donne à une colonne un autre nom dans le modèle",
    ),
    why=_WHY_FIT,
    wrong=_MODEL.replace("city", "town"),
    right=_MODEL,
)
WRONG_TYPE = Message(
    code="SEG503",
    says=Said(
        "`{column}` of `{table}` is declared {declared}, the warehouse holds `{physical}`",
        "`{column}` de `{table}` est déclaré {declared}, l'entrepôt contient `{physical}`",
    ),
    label=Said("declared {declared}", "déclaré {declared}"),
    help=Said(
        "declare `{fits}`, or read a view that converts the column",
        "déclarez `{fits}`, ou lisez une vue qui convertit la colonne",
    ),
    why=Said(
        "Engines convert types each in their own way; only a declared type means the same to all.",
        "Chaque moteur convertit les types à sa façon ; seul un type déclaré a le même sens"
        " partout.",
    ),
    wrong=_MODEL.replace("city: text", "city: integer"),
    right=_MODEL,
)
TYPE_WITHOUT_WORD = Message(
    code="SEG504",
    says=WRONG_TYPE.says,
    label=WRONG_TYPE.label,
    help=Said(
        "no type of the language reads `{physical}`: read a view that converts the column",
        "aucun type du langage ne lit `{physical}` : lisez une vue qui convertit la colonne",
    ),
    why=WRONG_TYPE.why,
    wrong=WRONG_TYPE.wrong,
    right=WRONG_TYPE.right,
)
KEEPS_ZONE = Message(
    code="SEG505",
    says=Said(
        "`{column}` of `{table}` keeps its time zone in the warehouse (`{physical}`)",
        "`{column}` de `{table}` garde son fuseau horaire dans l'entrepôt (`{physical}`)",
    ),
    label=Said("read as times of `{zone}`", "lu comme des heures de `{zone}`"),
    help=Said('declare `datetime in "UTC"`', 'déclarez `datetime in "UTC"`'),
    why=Said(
        "Such a column is read in UTC; read as times of another zone, every instant would move.",
        "Une telle colonne est lue en UTC ; lue dans un autre fuseau, chaque heure se décalerait.",
    ),
    wrong=_MODEL + "  seen_at: datetime\n",
    right=_MODEL + '  seen_at: datetime in "UTC"\n',
)
DUPLICATE_KEY = Message(
    code="SEG506",
    says=Said(
        "several rows of `{table}` have the same `{key}`: {examples}",
        "plusieurs lignes de `{table}` ont le même `{key}` : {examples}",
    ),
    label=Said("declared as the key", "déclaré comme clé"),
    help=Said(
        "say in `where (…)` which rows count, or choose the column that tells rows apart",
        "dites dans `where (…)` quelles lignes comptent, ou choisissez la colonne qui distingue"
        " les lignes",
    ),
    why=Said(
        "A key that is not unique would count the same customer or row twice, silently.",
        "Une clé qui n'est pas unique compterait deux fois le même client ou la même ligne.",
    ),
    wrong=_MODEL.replace("key customer_id", "key city"),
    right=_MODEL,
)
SEVERAL_VALUES = Message(
    code="SEG507",
    says=Said(
        "one `{singular}` has several values of `{field}`: {examples}",
        "un même `{singular}` a plusieurs valeurs de `{field}` : {examples}",
    ),
    label=Said(
        "one value in the group, says the model", "une seule valeur par groupe, dit le modèle"
    ),
    help=Said(
        "write an aggregate (`first of`, `most frequent`), or add the field after `by`",
        "écrivez un agrégat (`first of`, `most frequent`), ou ajoutez le champ après `by`",
    ),
    why=Said(
        "Which of the values was meant cannot be known; none is chosen silently.",
        "On ne peut pas savoir laquelle des valeurs est voulue ; aucune n'est choisie en silence.",
    ),
)
UNREACHABLE = Message(
    code="SEG520",
    says=Said(
        "the warehouse `{warehouse}` ({address}) cannot be reached: {reason}",
        "l'entrepôt `{warehouse}` ({address}) est injoignable : {reason}",
    ),
    help=Said(
        "its address is in segdsl.toml; `--warehouse` chooses another one",
        "son adresse est dans segdsl.toml ; `--warehouse` en choisit un autre",
    ),
    why=Said(
        "Sizes and members can only be read where the rows are.",
        "Les effectifs et les membres ne se lisent que là où sont les données.",
    ),
)
REFUSED = Message(
    code="SEG521",
    says=Said(
        "the warehouse `{warehouse}` ({address}) refused: {reason}",
        "l'entrepôt `{warehouse}` ({address}) a refusé : {reason}",
    ),
    why=Said(
        "The statement is a single SELECT over the declared tables: a right to read them, time and"
        " memory are all it needs.",
        "La requête est un simple SELECT sur les tables déclarées : il lui faut le droit de les"
        " lire, du temps et de la mémoire.",
    ),
)
UNSAFE_SESSION = Message(
    code="SEG522",
    says=Said(
        "the warehouse `{warehouse}` ({address}) does not accept `{setting}` = `{expected}`:"
        " it says `{found}`",
        "l'entrepôt `{warehouse}` ({address}) n'accepte pas `{setting}` = `{expected}` :"
        " il répond `{found}`",
    ),
    why=Said(
        "Under another setting the same SQL would mean something else.",
        "Sous un autre réglage, le même SQL voudrait dire autre chose.",
    ),
)
NO_DRIVER = Message(
    code="SEG523",
    says=Said(
        "reading PostgreSQL needs the package `psycopg`",
        "lire PostgreSQL demande le paquet `psycopg`",
    ),
    help=Said(
        'install it with `pip install "segdsl[postgres]"`',
        'installez-le avec `pip install "segdsl[postgres]"`',
    ),
    why=Said(
        "DuckDB comes with segdsl, other engines are extras.",
        "DuckDB est fourni avec segdsl, les autres moteurs sont des options.",
    ),
)
UNKNOWN_ADDRESS = Message(
    code="SEG524",
    says=Said(
        "the address of the warehouse `{warehouse}` (`{address}`) has no known form",
        "l'adresse de l'entrepôt `{warehouse}` (`{address}`) n'a pas de forme connue",
    ),
    help=Said(
        "write `duckdb:file.duckdb`, a folder of Parquet or CSV files, or `postgresql://…`",
        "écrivez `duckdb:fichier.duckdb`, un dossier de fichiers Parquet ou CSV, ou"
        " `postgresql://…`",
    ),
    why=Said(
        "The first letters of an address say which engine it is for.",
        "Les premières lettres d'une adresse disent pour quel moteur elle est.",
    ),
)
FILE_UNREADABLE = Message(
    code="SEG526",
    says=Said(
        "`{file}` of the warehouse `{warehouse}` cannot be read: {reason}",
        "`{file}` de l'entrepôt `{warehouse}` est illisible : {reason}",
    ),
    help=Said(
        "a table is a whole Parquet file, or a CSV file in UTF-8 with a header",
        "une table est un fichier Parquet entier, ou un fichier CSV en UTF-8 avec un en-tête",
    ),
    why=Said(
        "Figures from half a table would look like figures.",
        "Des chiffres tirés d'une moitié de table auraient l'air de chiffres.",
    ),
)
NO_SECRET = Message(
    code="SEG525",
    says=Said(
        "the environment has no `{variable}`, which holds the address of the warehouse"
        " `{warehouse}`",
        "l'environnement n'a pas de `{variable}`, qui contient l'adresse de l'entrepôt"
        " `{warehouse}`",
    ),
    help=Said(
        "set it before the command: `export {variable}=postgresql://…`",
        "définissez-la avant la commande : `export {variable}=postgresql://…`",
    ),
    why=Said(
        "Addresses with passwords live in the environment, so that no file and no output shows"
        " them.",
        "Les adresses avec mot de passe vivent dans l'environnement : aucun fichier, aucune"
        " sortie ne les montre.",
    ),
)
TOO_LONG = Message(
    code="SEG527",
    says=Said(
        "the warehouse `{warehouse}` ({address}) had not answered after {seconds} seconds",
        "l'entrepôt `{warehouse}` ({address}) n'avait pas répondu au bout de {seconds} secondes",
    ),
    help=Said(
        'ask for fewer segments, or give it longer: `timeout = "1h"` in segdsl.toml',
        'demandez moins de segments, ou laissez-lui plus longtemps : `timeout = "1h"` dans'
        " segdsl.toml",
    ),
    why=Said(
        "A statement that never ends keeps others waiting.",
        "Une requête sans fin fait attendre les autres.",
    ),
)
