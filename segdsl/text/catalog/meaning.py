"""Messages about what a project means: names (SEG2xx), types and words (SEG3xx)."""

from segdsl.text.diagnostics import Message, Said

_TWO = """population people (person) from people
  key person_id: text
  active: boolean
population companies (company) from companies
  key company_id: text
  active: boolean
"""
_DID_YOU_MEAN = Said("{hint}", "{hint}")

UNKNOWN_NAME = Message(
    code="SEG200",
    says=Said("nothing here is called `{name}`", "rien ne s'appelle `{name}` ici"),
    why=Said(
        "A name in a rule is a field of the population or a name declared in the project.",
        "Dans une règle, un nom est un champ de la population ou un nom déclaré dans le projet.",
    ),
    help=_DID_YOU_MEAN,
    wrong="segment x: frequancy >= 4\n",
    right="segment x: frequency >= 4\n",
)
UNKNOWN_COLUMN = Message(
    code="SEG201",
    says=Said("`{table}` has no column `{name}`", "`{table}` n'a pas de colonne `{name}`"),
    why=Said(
        "Only what the model declares can be read.",
        "Seul ce que le modèle déclare peut être lu.",
    ),
    label=Said("not declared by `{table}` ({place})", "non déclaré par `{table}` ({place})"),
    help=_DID_YOU_MEAN,
    wrong="segment x: sum of orders.totl in last 90 days >= 500\n",
    right="segment x: sum of orders.amount in last 90 days >= 500\n",
)
DUPLICATE_NAME = Message(
    code="SEG202",
    says=Said("`{name}` is declared twice", "`{name}` est déclaré deux fois"),
    why=Said(
        "All files share one set of names, and capital letters do not tell two names apart.",
        "Tous les fichiers partagent les mêmes noms, et les majuscules ne les distinguent pas.",
    ),
    help=Said("rename one of the two", "renommez l'un des deux"),
    wrong="segment x: vip\nsegment x: not vip\n",
    right="segment x: vip\nsegment y: not vip\n",
)
AMBIGUOUS_NAME = Message(
    code="SEG203",
    says=Said(
        "`{name}` is both a field of `{table}` and a name of the project",
        "`{name}` est à la fois un champ de `{table}` et un nom du projet",
    ),
    why=Said("The rule could mean either.", "La règle pourrait parler de l'un ou de l'autre."),
    help=Said("rename one of the two", "renommez l'un des deux"),
    wrong="segment city: vip\nsegment x: city\n",
    right="segment town: vip\nsegment x: town\n",
)
UNKNOWN_SOURCE = Message(
    code="SEG204",
    says=Said("no source is called `{name}`", "aucune source ne s'appelle `{name}`"),
    why=Said(
        "Rows are counted in a source that the model declares.",
        "On compte les lignes d'une source déclarée par le modèle.",
    ),
    help=_DID_YOU_MEAN,
    wrong="segment x: any order in last 30d\n",
    right="segment x: any orders in last 30d\n",
)
REFERENCE_CYCLE = Message(
    code="SEG205",
    says=Said(
        "these references go round in a circle: {circle}",
        "ces références tournent en rond : {circle}",
    ),
    why=Said(
        "A row must lead to its customer and stop there.",
        "Une ligne doit mener à son client et s'arrêter là.",
    ),
    help=Said("delete one of these references", "supprimez l'une de ces références"),
    wrong=(
        "source a (a1) from a\n  key id: text\n  b -> b from b\n"
        "source b (b1) from b\n  key id: text\n  a -> a from a\n"
    ),
    right=(
        "source a (a1) from a\n  key id: text\n  b -> b from b\n"
        "source b (b1) from b\n  key id: text\n"
    ),
)
NO_KEY = Message(
    code="SEG206",
    says=Said("`{table}` has no `key`", "`{table}` n'a pas de `key`"),
    why=Said(
        "A reference finds its row by the key; a population is the keys of its table.",
        "Une référence trouve sa ligne par la clé ; une population est l'ensemble des clés.",
    ),
    help=Said(
        "declare it: `key {table}_id: text`",
        "déclarez-la : `key {table}_id: text`",
    ),
    wrong="source a (a1) from a\n  x: text\nsource b (b1) from b\n  a -> a\n",
    right="source a (a1) from a\n  key x: text\nsource b (b1) from b\n  a -> a\n",
)
NO_ROUTE = Message(
    code="SEG207",
    says=Said(
        "no reference leads from `{table}` to `{population}`",
        "aucune référence ne mène de `{table}` à `{population}`",
    ),
    why=Said(
        "Without it nobody knows whose rows these are.",
        "Sans elle, on ne sait pas à qui sont ces lignes.",
    ),
    help=Said(
        "add one to the model: `customer -> {population} from …`",
        "ajoutez-en une au modèle : `client -> {population} from …`",
    ),
    wrong="segment x: any products\n",
    right="segment x: any orders\n",
)
TWO_ROUTES = Message(
    code="SEG208",
    says=Said(
        "several references lead from `{table}` to `{population}`: {routes}",
        "plusieurs références mènent de `{table}` à `{population}` : {routes}",
    ),
    why=Said(
        "They may name different customers, so the rule must say which.",
        "Elles peuvent désigner des clients différents : la règle doit dire laquelle.",
    ),
    help=Said("write `{table} via {first}`", "écrivez `{table} via {first}`"),
    wrong="segment x: any gifts\n",
    right="segment x: any gifts via giver\n",
)
NOT_IN_WHERE = Message(
    code="SEG209",
    says=Said(
        "`{name}` belongs to a customer, not to a row of `{table}`",
        "`{name}` appartient à un client, pas à une ligne de `{table}`",
    ),
    why=Said(
        "Inside `where (…)` each row is looked at by itself.",
        "Dans `where (…)`, chaque ligne est regardée pour elle-même.",
    ),
    help=Said(
        "move it outside the brackets, or reach the customer through the row's reference",
        "sortez-le des parenthèses, ou passez par la référence de la ligne vers le client",
    ),
    wrong="segment x: any orders where (frequency > 2)\n",
    right="segment x: any orders where (amount > 2) and frequency > 2\n",
)
DEFINITION_CYCLE = Message(
    code="SEG210",
    says=Said(
        "this is defined by itself: {circle}",
        "ceci est défini par soi-même : {circle}",
    ),
    why=Said(
        "Nobody could say who is in it.",
        "Personne ne pourrait dire qui en fait partie.",
    ),
    help=Said("undo one of these links", "défaites l'un de ces liens"),
    wrong="segment x: not y\nsegment y: not x\n",
    right="segment x: not y\nsegment y: vip\n",
)
UNKNOWN_CLASS = Message(
    code="SEG211",
    says=Said(
        "`{segmentation}` has no class `{name}`",
        "`{segmentation}` n'a pas de classe `{name}`",
    ),
    why=Said("Its classes are: {classes}.", "Ses classes sont : {classes}."),
    help=_DID_YOU_MEAN,
    wrong="segment x: cycle is actiff\n",
    right="segment x: cycle is actif\n",
)
DUPLICATE_MEMBER = Message(
    code="SEG212",
    says=Said("`{name}` stands twice in `{owner}`", "`{name}` figure deux fois dans `{owner}`"),
    why=Said("The name must mean one thing.", "Le nom ne doit désigner qu'une chose."),
    help=Said("keep one of the two", "gardez l'un des deux"),
    wrong="source a (a1) from a\n  x: text\n  x: text\n",
    right="source a (a1) from a\n  x: text\n  y: text\n",
)
OTHERWISE_NOT_LAST = Message(
    code="SEG213",
    says=Said(
        "`{name}` stands below `otherwise` and can never match",
        "`{name}` se trouve sous `otherwise` et ne peut jamais s'appliquer",
    ),
    why=Said(
        "The first class that fits is taken, and `otherwise` fits everybody.",
        "La première classe qui convient est retenue, et `otherwise` convient à tous.",
    ),
    help=Said("move `otherwise` to the end", "placez `otherwise` à la fin"),
    wrong="segmentation s:\n  a otherwise\n  b when vip\n",
    right="segmentation s:\n  b when vip\n  a otherwise\n",
)
OTHER_POPULATION = Message(
    code="SEG214",
    says=Said(
        "`{name}` is about `{theirs}`, this rule about `{ours}`",
        "`{name}` parle de `{theirs}`, cette règle de `{ours}`",
    ),
    why=Said(
        "A rule chooses members of one population.",
        "Une règle choisit les membres d'une seule population.",
    ),
    help=Said("name a rule about `{ours}`", "citez une règle qui parle de `{ours}`"),
    wrong=_TWO + "segment a of companies: active\nsegment x of people: a\n",
    right=_TWO + "segment a of people: active\nsegment x of people: a\n",
)
POPULATION_NEEDED = Message(
    code="SEG215",
    says=Said(
        "the project has several populations: say which one",
        "le projet a plusieurs populations : précisez laquelle",
    ),
    why=Said("They are: {populations}.", "Ce sont : {populations}."),
    help=Said("write `of {first}` before the colon", "écrivez `of {first}` avant les deux-points"),
    wrong=_TWO + "segment x: active\n",
    right=_TWO + "segment x of people: active\n",
)
UNKNOWN_POPULATION = Message(
    code="SEG218",
    says=Said(
        "the project declares no population called `{name}`",
        "le projet ne déclare aucune population `{name}`",
    ),
    why=Said("A rule chooses members of a population.", "Une règle choisit dans une population."),
    help=_DID_YOU_MEAN,
    wrong="segment x of clients: vip\n",
    right="segment x of customers: vip\n",
)
KEY_TYPE = Message(
    code="SEG219",
    says=Said("a key cannot be {type}", "une clé ne peut pas être {type}"),
    why=Said(
        "Keys tell rows apart exactly, on every engine: texts, whole numbers and dates do.",
        "Une clé distingue les lignes exactement, sur tous les moteurs : un texte, un entier ou"
        " une date le font.",
    ),
    help=Said("declare it `text` or `integer`", "déclarez-la `text` ou `integer`"),
    wrong="source a (a1) from a\n  key x: number\n",
    right="source a (a1) from a\n  key x: text\n",
)
UNKNOWN_ZONE = Message(
    code="SEG220",
    says=Said("there is no time zone `{name}`", "le fuseau horaire `{name}` n'existe pas"),
    why=Said(
        "Zones have names such as `UTC` or `Europe/Paris`.",
        "Un fuseau porte un nom comme `UTC` ou `Europe/Paris`.",
    ),
    help=Said(
        'write a name such as `"Europe/Paris"`',
        'écrivez un nom tel que `"Europe/Paris"`',
    ),
    wrong='source a (a1) from a\n  at x: datetime in "Paris"\n',
    right='source a (a1) from a\n  at x: datetime in "Europe/Paris"\n',
)
NOT_CONSTANT = Message(
    code="SEG221",
    says=Said("a fixed value stands here", "il faut ici une valeur fixe"),
    why=Said(
        "It is a number, a text, a date, a duration, or true or false.",
        "C'est un nombre, un texte, une date, une durée, ou vrai ou faux.",
    ),
    help=Said(
        "write a value; what is computed is a `metric`",
        "écrivez une valeur ; ce qui se calcule est une `metric`",
    ),
    wrong="parameter p: integer = frequency\n",
    right="parameter p: integer = 4\n",
)
NOT_IN_GROUP = Message(
    code="SEG222",
    says=Said(
        "`{text}` has a value for each row of `{table}`, not for the group",
        "`{text}` a une valeur par ligne de `{table}`, pas pour le groupe",
    ),
    why=Said(
        "A group has aggregates of its rows, or a field with one value in the group.",
        "Un groupe a des agrégats de ses lignes, ou un champ qui n'y prend qu'une valeur.",
    ),
    help=Said(
        "write an aggregate such as `sum of {table}.{text}`",
        "écrivez un agrégat, par exemple `sum of {table}.{text}`",
    ),
    wrong="source b (b1) groups orders by channel\n  x: money = amount\n",
    right="source b (b1) groups orders by channel\n  x: money = sum of orders.amount\n",
)
OTHER_TARGET = Message(
    code="SEG223",
    says=Said(
        "`{name}` finds rows of `{theirs}`, not of `{ours}`",
        "`{name}` trouve des lignes de `{theirs}`, pas de `{ours}`",
    ),
    why=Said(
        "A group takes the reference from its rows.",
        "Un groupe tient la référence de ses lignes.",
    ),
    help=Said("write `{name} -> {theirs}`", "écrivez `{name} -> {theirs}`"),
    wrong="source b (b1) groups orders by channel\n  customer -> addresses\n",
    right="source b (b1) groups orders by channel\n  customer -> customers\n",
)
NO_POPULATION = Message(
    code="SEG216",
    says=Said("the project declares no population", "le projet ne déclare aucune population"),
    why=Said(
        "Segments are made of the members of a population.",
        "Un segment est fait des membres d'une population.",
    ),
    help=Said(
        "declare one: `population customers (customer) from …`",
        "déclarez-en une : `population clients (client) from …`",
    ),
    wrong="# a whole project\nsegment x: true\n",
    right=_TWO + "segment x of people: true\n",
)
UNKNOWN_TYPE = Message(
    code="SEG217",
    says=Said("there is no type `{name}`", "le type `{name}` n'existe pas"),
    why=Said("The types are: {types}.", "Les types sont : {types}."),
    help=_DID_YOU_MEAN,
    wrong="source a (a1) from a\n  x: string\n",
    right="source a (a1) from a\n  x: text\n",
)
UNKNOWN_CHANNEL = Message(
    code="SEG225",
    says=Said("no channel is called `{name}`", "aucun canal ne s'appelle `{name}`"),
    why=Said(
        "A channel says who can be reached, and is declared once for the whole project.",
        "Un canal dit qui l'on peut joindre, et se déclare une fois pour tout le projet.",
    ),
    help=_DID_YOU_MEAN,
    wrong="channel email: email is known\nsegment x: reachable by mail\n",
    right="channel courriel: city is known\nsegment x: reachable by courriel\n",
)
ARGUMENT_COUNT = Message(
    code="SEG226",
    says=Said(
        "`{name}` takes {count} values, {given} given: {parameters}",
        "le nombre de valeurs données à `{name}` est de {given} au lieu de {count} : {parameters}",
    ),
    why=Said(
        "Each of its parameters stands for one value.",
        "Chacun de ses paramètres tient la place d'une valeur.",
    ),
    help=Said(
        "give one value for each parameter, in their order",
        "donnez une valeur par paramètre, dans leur ordre",
    ),
    wrong="define riche(montant: money): monetary >= montant\nsegment x: riche(100, 200)\n",
    right="define riche(montant: money): monetary >= montant\nsegment x: riche(100)\n",
)
ARGUMENT_TYPE = Message(
    code="SEG227",
    says=Said(
        "`{name}` is {declared}, `{text}` is {found}",
        "`{name}` est {declared}, `{text}` est {found}",
    ),
    why=Said(
        "The template was written for values of that type.",
        "Le modèle de règle est écrit pour des valeurs de ce type.",
    ),
    help=Said("give a value of the type that is declared", "donnez une valeur du type déclaré"),
    wrong='define riche(montant: money): monetary >= montant\nsegment x: riche("100")\n',
    right="define riche(montant: money): monetary >= montant\nsegment x: riche(100)\n",
)
ARGUMENT_FIXED = Message(
    code="SEG228",
    says=Said("`{name}` stands for a fixed value", "`{name}` tient la place d'une valeur fixe"),
    why=Said(
        "A template is the same rule for everybody: its values are known before any row is read.",
        "Un modèle de règle est le même pour tous : ses valeurs sont connues avant toute ligne.",
    ),
    help=Said(
        "give a number, a text, a date, a duration, or a `parameter`",
        "donnez un nombre, un texte, une date, une durée ou un `parameter`",
    ),
    wrong="define riche(montant: money): monetary >= montant\nsegment x: riche(monetary)\n",
    right="define riche(montant: money): monetary >= montant\nsegment x: riche(100)\n",
)
PARAMETER_TWICE = Message(
    code="SEG229",
    says=Said(
        "`{name}` is a parameter of this template, and a name of its own",
        "`{name}` est un paramètre de ce modèle de règle, et un nom par ailleurs",
    ),
    why=Said("The rule could mean either.", "La règle pourrait parler de l'un ou de l'autre."),
    help=Said("rename the parameter", "renommez le paramètre"),
    wrong='define pres(city: text): city = "Paris"\n',
    right="define pres(ville: text): city = ville\n",
)
TYPES_DIFFER = Message(
    code="SEG300",
    says=Said(
        "`{left}` is {left_type}, `{right}` is {right_type}",
        "`{left}` est {left_type}, `{right}` est {right_type}",
    ),
    why=Said("The two cannot be compared.", "Les deux ne se comparent pas."),
    help=_DID_YOU_MEAN,
    wrong='segment x: frequency = "4"\n',
    right="segment x: frequency = 4\n",
)
BARE_NUMBER = Message(
    code="SEG301",
    says=Said(
        "`{left}` is a duration, so `{right}` needs a unit",
        "`{left}` est une durée : `{right}` doit avoir une unité",
    ),
    why=Said(
        "Days, weeks and months give different customers.",
        "Des jours, des semaines ou des mois ne donnent pas les mêmes clients.",
    ),
    help=Said("write `{right}d` for days", "écrivez `{right}d` pour des jours"),
    wrong="segment x: recency < 90\n",
    right="segment x: recency < 90d\n",
)
NOT_A_CONDITION = Message(
    code="SEG302",
    says=Said(
        "`{text}` is {type}, not something true or false",
        "`{text}` est {type}, et non une affirmation vraie ou fausse",
    ),
    why=Said("A rule is true or false for each customer.", "Une règle est vraie ou fausse."),
    help=_DID_YOU_MEAN,
    wrong="segment x: frequency\n",
    right="segment x: frequency >= 1\n",
)
NOT_A_VALUE = Message(
    code="SEG303",
    says=Said(
        "`{text}` chooses customers and is no value",
        "`{text}` choisit des clients et n'est pas une valeur",
    ),
    why=Said("Only values are compared or added.", "On ne compare et n'ajoute que des valeurs."),
    help=Said(
        "join it with `and`, `or`, `not`",
        "reliez-le par `and`, `or`, `not`",
    ),
    wrong="segment x: vip >= 2\n",
    right="segment x: vip and frequency >= 2\n",
)
BAD_ARITHMETIC = Message(
    code="SEG304",
    says=Said(
        "`{operator}` has no meaning between {left_type} and {right_type}",
        "`{operator}` n'a pas de sens entre {left_type} et {right_type}",
    ),
    why=Said("The result would be no quantity.", "Le résultat ne mesurerait rien."),
    help=Said(
        "reckon with numbers, or with two dates",
        "calculez avec des nombres, ou avec deux dates",
    ),
    wrong="segment x: city + 1 > 2\n",
    right="segment x: frequency + 1 > 2\n",
)
WRONG_COLUMN_TYPE = Message(
    code="SEG305",
    says=Said(
        "`{word}` takes numbers, `{column}` is {type}",
        "`{word}` demande des nombres, `{column}` est {type}",
    ),
    why=Said("There is nothing to add up.", "Il n'y a rien à additionner."),
    help=Said(
        "name a column of numbers, or count rows with `count of`",
        "nommez une colonne de nombres, ou comptez avec `count of`",
    ),
    wrong="segment x: sum of orders.channel > 2\n",
    right="segment x: sum of orders.amount > 2\n",
)
NO_AT = Message(
    code="SEG306",
    says=Said(
        "`{table}` does not say when a row happened",
        "`{table}` ne dit pas quand une ligne a eu lieu",
    ),
    why=Said(
        "Windows, first, last and `time since` need a time.",
        "Les fenêtres, la première, la dernière et `time since` demandent une date.",
    ),
    help=Said(
        "declare it in the model: `at …: datetime`",
        "déclarez-la dans le modèle : `at …: datetime`",
    ),
    wrong="segment x: any addresses in last 30d\n",
    right="segment x: any addresses\n",
)
MONTHS_HERE = Message(
    code="SEG307",
    says=Said(
        "months and years have no fixed length here",
        "les mois et les années n'ont pas de longueur fixe ici",
    ),
    why=Said(
        "Only windows and `time since …` step on the calendar.",
        "Seules les fenêtres et `time since …` avancent sur le calendrier.",
    ),
    help=Said("write days, such as `{days}d`", "écrivez des jours, par exemple `{days}d`"),
    wrong="segment x: average gap between orders < 6mo\n",
    right="segment x: average gap between orders < 180d\n",
)
HOURS_IN_WINDOW = Message(
    code="SEG308",
    says=Said("windows count whole days", "une fenêtre compte des jours entiers"),
    why=Said(
        "A project is evaluated as of the end of a day.",
        "Un projet est évalué à la fin d'une journée.",
    ),
    help=Said("write days", "écrivez des jours"),
    wrong="segment x: any orders in last 36h\n",
    right="segment x: any orders in last 2d\n",
)
BETWEEN_ORDER = Message(
    code="SEG309",
    says=Said(
        "`between` takes the smaller end first",
        "`between` prend d'abord la plus petite borne",
    ),
    why=Said("As written, nobody fits.", "Écrit ainsi, personne ne convient."),
    help=Said("write `between {high} and {low}`", "écrivez `between {high} and {low}`"),
    wrong="segment x: frequency between 5 and 2\n",
    right="segment x: frequency between 2 and 5\n",
)
NOT_ONE_OF = Message(
    code="SEG310",
    says=Said(
        "`{field}` is never `{value}`",
        "`{field}` ne vaut jamais `{value}`",
    ),
    why=Said("The model lists its values: {values}.", "Le modèle donne ses valeurs : {values}."),
    help=_DID_YOU_MEAN,
    wrong='segment x: any orders where (channel = "wed")\n',
    right='segment x: any orders where (channel = "web")\n',
)
COLUMN_NEEDED = Message(
    code="SEG311",
    says=Said("`{word}` what of `{table}`?", "`{word}` de quoi, dans `{table}` ?"),
    why=Said("A column must be named.", "Il faut nommer une colonne."),
    help=Said("write `{word} {table}.column`", "écrivez `{word} {table}.colonne`"),
    wrong="segment x: sum of orders > 2\n",
    right="segment x: sum of orders.amount > 2\n",
)
NO_COLUMN_HERE = Message(
    code="SEG312",
    says=Said("`{word}` takes a source, not a column", "`{word}` prend une source, sans colonne"),
    why=Said("It looks at whole rows.", "On y regarde des lignes entières."),
    help=Said("write `{word} {table}`", "écrivez `{word} {table}`"),
    wrong="segment x: count of orders.amount > 2\n",
    right="segment x: count of orders > 2\n",
)
NO_BETTER = Message(
    code="SEG313",
    says=Said(
        "`{name}` does not say whether more is better",
        "`{name}` ne dit pas si plus vaut mieux",
    ),
    why=Said(
        "Customers are ranked best first; for recency, lower is better.",
        "On classe du meilleur au moins bon ; pour la récence, le plus petit est le meilleur.",
    ),
    help=Said(
        "add `better higher` or `better lower` below the metric",
        "ajoutez `better higher` ou `better lower` sous la métrique",
    ),
    wrong="metric n: count of orders\nsegment x: n in top 20%\n",
    right="metric n: count of orders\n  better higher\nsegment x: n in top 20%\n",
)
NOT_A_METRIC = Message(
    code="SEG314",
    says=Said("`{text}` is no metric", "`{text}` n'est pas une métrique"),
    why=Said(
        "Customers are ranked by a metric, whose `better` says which end is best.",
        "On classe les clients selon une métrique, dont `better` dit quel bout est le meilleur.",
    ),
    help=Said("declare a `metric` and rank by it", "déclarez une `metric` et classez selon elle"),
    wrong="segment x: city in top 20%\n",
    right="segment x: monetary in top 20%\n",
)
SHARE_NEEDS_WHERE = Message(
    code="SEG315",
    says=Said("a share of what?", "la part de quoi ?"),
    why=Said(
        "Without `where (…)` it would be 100 % for everybody.",
        "Sans `where (…)`, ce serait 100 % pour tout le monde.",
    ),
    help=Said("add `where (…)`", "ajoutez `where (…)`"),
    wrong="segment x: share of orders > 30%\n",
    right='segment x: share of orders where (channel = "web") > 30%\n',
)
BY_TYPE = Message(
    code="SEG316",
    says=Said(
        "`{text}` is {type}: its values make no classes",
        "`{text}` est {type} : ses valeurs ne font pas des classes",
    ),
    why=Said(
        "`by` takes a text, a whole number, a boolean or a date.",
        "`by` prend un texte, un entier, un booléen ou une date.",
    ),
    help=Said(
        "make classes with `when`: `gros when …`",
        "faites des classes avec `when` : `gros when …`",
    ),
    wrong="segmentation s: by monetary\n",
    right="segmentation s: by most frequent orders.channel\n",
)
FIELD_TYPE = Message(
    code="SEG317",
    says=Said(
        "`{name}` is declared as {declared}, its expression is {found}",
        "`{name}` est déclaré comme {declared}, son expression est {found}",
    ),
    why=Said("One of the two is not meant.", "L'un des deux n'est pas voulu."),
    help=Said(
        "declare its true type, or mend the value",
        "déclarez son vrai type, ou corrigez la valeur",
    ),
    wrong='source a (a1) from a\n  x: integer = "b"\n',
    right='source a (a1) from a\n  x: text = "b"\n',
)
AGGREGATE_HERE = Message(
    code="SEG318",
    says=Said(
        "rows of other sources cannot be counted on a row of `{table}`",
        "on ne peut pas compter d'autres lignes depuis une ligne de `{table}`",
    ),
    why=Said(
        "Inside `where (…)` each row is looked at by itself.",
        "Dans `where (…)`, chaque ligne est regardée pour elle-même.",
    ),
    help=Said("count outside the brackets", "comptez hors des parenthèses"),
    wrong="segment x: any orders where (count of visits > 2)\n",
    right="segment x: any orders and count of visits > 2\n",
)
SHARE_RANGE = Message(
    code="SEG319",
    says=Said(
        "a share lies between 0 % and 100 %",
        "une part est comprise entre 0 % et 100 %",
    ),
    why=Said("There is nobody beyond.", "Il n'y a personne au-delà."),
    help=Said("write a percentage such as `20%`", "écrivez un pourcentage tel que `20%`"),
    wrong="segment x: monetary in top 120%\n",
    right="segment x: monetary in top 20%\n",
)
CLAUSE_HERE = Message(
    code="SEG320",
    says=Said("`{word}` has no meaning here", "`{word}` n'a pas de sens ici"),
    why=Said(
        "`better` belongs to metrics; `expect` and `example` to segments and segmentations.",
        "`better` va aux métriques ; `expect` et `example` aux segments et segmentations.",
    ),
    help=Said("delete it", "supprimez-la"),
    wrong="segment x: vip\n  better higher\n",
    right="segment x: vip\n",
)
NOTHING_BEYOND = Message(
    code="SEG224",
    says=Said("`{name}` has no part `{beyond}`", "`{name}` n'a pas de partie `{beyond}`"),
    why=Said(
        "A dot follows a reference to another table, or names a class of a segmentation.",
        "Un point suit une référence vers une autre table, ou nomme une classe.",
    ),
    help=Said("write `{name}` alone", "écrivez `{name}` seul"),
    wrong="segment x: monetary.total >= 4\n",
    right="segment x: monetary >= 4\n",
)
CLASS_TEST = Message(
    code="SEG321",
    says=Said(
        "a class of `{name}` is tested with `is`",
        "une classe de `{name}` se teste avec `is`",
    ),
    why=Said(
        "With `is`, a misspelt class is seen before anything runs.",
        "Avec `is`, une classe mal écrite se voit avant toute exécution.",
    ),
    help=Said("write `{fix}`", "écrivez `{fix}`"),
    wrong="segment x: cycle = actif\n",
    right="segment x: cycle is actif\n",
)
WINDOW_ORDER = Message(
    code="SEG322",
    says=Said(
        "this window ends before it starts",
        "cette fenêtre finit avant d'avoir commencé",
    ),
    why=BETWEEN_ORDER.why,
    help=Said("write `{fix}`", "écrivez `{fix}`"),
    wrong="segment x: any orders from 90d ago to 180d ago\n",
    right="segment x: any orders from 180d ago to 90d ago\n",
)
AT_TYPE = Message(
    code="SEG323",
    says=Said(
        "`{name}` says when a row happened, and is {found}",
        "`{name}` dit quand une ligne a eu lieu, et c'est {found}",
    ),
    why=Said("`at` is a `date` or a `datetime`.", "`at` est une `date` ou un `datetime`."),
    help=Said("declare `{name}: date` or `datetime`", "déclarez `{name}: date` ou `datetime`"),
    wrong="source a (a1) from a\n  at x: text\n",
    right="source a (a1) from a\n  at x: date\n",
)
FUTURE_ROWS = Message(
    code="SEG324",
    says=Said(
        "no row happens after the day that is looked from",
        "aucune ligne n'a lieu après le jour d'observation",
    ),
    why=Said(
        "`in next` is for dates that lie ahead: a birthday, the end of a contract.",
        "`in next` regarde des dates à venir : un anniversaire, la fin d'un contrat.",
    ),
    help=Said(
        "test a date: `(last of contracts.end_date) in next 30 days`",
        "testez une date : `(last of contrats.date_de_fin) in next 30 days`",
    ),
    wrong="segment x: any orders in next 7 days\n",
    right="segment x: birth_date in next 7 days\n",
)
PERSONAL_HERE = Message(
    code="SEG333",
    says=Said(
        "`within … after first …` counts from a day of one customer, and there is none here",
        "`within … after first …` part d'un jour propre à un client, et il n'y en a pas ici",
    ),
    why=Said(
        "The rows of a group or of another row belong to no customer by themselves.",
        "Les lignes d'un groupe ou d'une autre ligne n'ont pas de client par elles-mêmes.",
    ),
    help=Said("use it in a segment or a metric", "utilisez-le dans un segment ou une métrique"),
    wrong="""source days (day_of_orders) groups orders by customer
  soon: integer = count of orders within 30d after first order
""",
    right="metric soon: count of orders within 30d after first order\n",
)
SEQUENCE_HERE = Message(
    code="SEG336",
    says=Said(
        "one row followed by another is asked of a customer",
        "une ligne suivie d'une autre se demande d'un client",
    ),
    why=Said(
        "A field of a row or of a group counts rows, in no order.",
        "Un champ d'une ligne ou d'un groupe compte des lignes, sans ordre.",
    ),
    help=Said("ask it in a segment", "demandez-le dans un segment"),
    wrong="segment x: any visits where (any visits then orders within 7d)\n",
    right="segment x: any visits then orders within 7d\n",
)
SAME_IN_SEQUENCE = Message(
    code="SEG334",
    says=Said(
        "`with same` counts rows that resemble each other, `then` looks at one row at a time",
        "`with same` compte des lignes semblables, `then` regarde une ligne à la fois",
    ),
    why=Said(
        "A sequence follows a single row to a single later one.",
        "Une suite va d'une seule ligne à une seule ligne ultérieure.",
    ),
    help=Said("say both conditions apart", "dites les deux conditions séparément"),
    wrong="segment x: any orders with same product then visits within 7d\n",
    right="segment x: any orders then visits within 7d and at least 2 orders with same product\n",
)
HOURS_OF_DAYS = Message(
    code="SEG335",
    says=Said(
        "`{table}` knows the day of a row and no hour",
        "`{table}` connaît le jour d'une ligne, pas son heure",
    ),
    why=Said(
        "Hours can be counted between times of day only.",
        "On ne compte des heures qu'entre des heures connues.",
    ),
    help=Said("write days: `within 2d`", "écrivez des jours : `within 2d`"),
    wrong="segment x: any visits then orders within 36h\n",
    right="segment x: any visits then orders within 2d\n",
)
AS_OF_HERE = Message(
    code="SEG330",
    says=Said(
        "`as of` is asked of a customer, not of one of her rows",
        "`as of` se demande d'un client, pas d'une de ses lignes",
    ),
    why=Said(
        "A row of a source stands as it was written; only its window depends on the day.",
        "Une ligne d'une source reste telle qu'elle est écrite ; seule sa fenêtre dépend du jour.",
    ),
    help=Said(
        "put the whole condition in brackets: `(any orders where (…)) as of 90 days ago`",
        "mettez toute la condition entre parenthèses : `(any orders where (…)) as of 90 days ago`",
    ),
    wrong="segment x: any orders where ((amount > 10) as of 90 days ago)\n",
    right="segment x: (any orders where (amount > 10)) as of 90 days ago\n",
)
AS_OF_LATER = Message(
    code="SEG331",
    says=Said(
        "`as of {day}` looks ahead of {around}, the day it is asked on",
        "`as of {day}` regarde au-delà du {around}, le jour où la question est posée",
    ),
    why=Said(
        "Nothing is known after the day that everything is seen from.",
        "Rien n'est connu après le jour d'observation.",
    ),
    help=Said(
        "take an earlier day, or a distance such as `90 days ago`",
        "prenez un jour antérieur, ou une distance telle que `90 days ago`",
    ),
    wrong="segment x: (vip as of 2025-12-31) as of 2025-06-30\n",
    right="segment x: (vip as of 2025-06-30) as of 2025-12-31\n",
)
AS_OF_DEEP = Message(
    code="SEG332",
    says=Said(
        "`as of` stands inside `as of` {count} times, names included; the limit is {limit}",
        "`as of` est imbriqué {count} fois, noms compris ; la limite est de {limit}",
    ),
    why=Said(
        "Each level is computed on a day of its own.",
        "Chaque niveau est calculé à une date qui lui est propre.",
    ),
    help=Said("name the day once, outside", "nommez le jour une seule fois, à l'extérieur"),
    wrong="segment y: " + "(" * 5 + "vip" + " as of 1 day ago)" * 5 + "\n"
    "segment x: " + "(" * 4 + "y" + " as of 1 day ago)" * 4 + "\n",
    right="segment x: vip as of 9 days ago\n",
)
