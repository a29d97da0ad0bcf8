"""Messages about how a `.seg` file is written: codes SEG001 to SEG199."""

from segdsl.text.diagnostics import Message, Said

NOT_UTF8 = Message(
    code="SEG001",
    says=Said(
        "this file is not UTF-8 text (line {line})",
        "ce fichier n'est pas un texte en UTF-8 (ligne {line})",
    ),
    why=Said(
        "Accents written in another encoding would be read as other letters.",
        "Des accents écrits dans un autre encodage seraient lus comme d'autres lettres.",
    ),
    help=Said("save it as UTF-8 in your editor", "enregistrez-le en UTF-8 dans votre éditeur"),
)
FILE_TOO_LONG = Message(
    code="SEG002",
    says=Said(
        "this file has {size} bytes; 1,000,000 are read at most",
        "ce fichier compte {size} octets ; 1 000 000 au plus sont lus",
    ),
    why=Said(
        "A file of that size is not something people can review.",
        "Personne ne peut relire un fichier de cette taille.",
    ),
    help=Said(
        "split it: declarations may stand in any file of the project",
        "partagez-le : une déclaration peut être dans n'importe quel fichier du projet",
    ),
)
FORBIDDEN_CHARACTER = Message(
    code="SEG003",
    says=Said(
        "the character {code} cannot be seen and must not be here",
        "le caractère {code}, invisible, n'a pas sa place ici",
    ),
    why=Said(
        "Characters that hide or turn text round could show a reviewer another rule.",
        "Un caractère qui cache ou retourne le texte montrerait une autre règle au relecteur.",
    ),
    help=Said("delete it", "supprimez-le"),
    wrong="segment a: \x07frequency >= 1\n",
    right="segment a: frequency >= 1\n",
)
TOO_MANY_OPERATIONS = Message(
    code="SEG009",
    says=Said(
        "more than {most} operations stand inside each other here",
        "plus de {most} opérations s'enchaînent ici",
    ),
    why=Said(
        "Nobody can follow such a rule.",
        "Personne ne peut suivre une telle règle.",
    ),
    help=Said(
        "give parts of it names of their own, as metrics or segments",
        "donnez un nom à ses parties, sous forme de métriques ou de segments",
    ),
    wrong="segment x: " + "1 + " * 120 + "frequency > 2\n",
    right="segment x: 1 + frequency > 2\n",
)
NESTED_TOO_DEEP = Message(
    code="SEG004",
    says=Said(
        "brackets are nested more than 64 deep here",
        "les parenthèses sont imbriquées sur plus de 64 niveaux ici",
    ),
    why=Said(
        "Nobody can follow such a rule.",
        "Personne ne peut suivre une telle règle.",
    ),
    help=Said(
        "give the inner parts names of their own, as segments",
        "donnez un nom aux parties intérieures, sous forme de segments",
    ),
    wrong="segment a: " + "(" * 65 + "vip" + ")" * 65 + "\n",
    right="segment a: ((vip))\n",
)
TOO_LONG = Message(
    code="SEG005",
    says=Said(
        "this declaration has more than {most} words and signs",
        "cette déclaration compte plus de {most} mots et signes",
    ),
    why=Said(
        "Long lists of customers belong in a `list`.",
        "Une longue énumération de clients a sa place dans une `list`.",
    ),
    help=Said("split it into several declarations", "partagez-la en plusieurs déclarations"),
    wrong="segment a: frequency in (" + "1, " * 5000 + "1)\n",
    right="segment a: frequency in (1, 2)\n",
)
TOO_MANY_DIGITS = Message(
    code="SEG006",
    says=Said(
        "this number has more than {most} digits",
        "ce nombre a plus de {most} chiffres",
    ),
    why=Said("No engine keeps it exactly.", "Aucun moteur ne le garde exactement."),
    help=Said("write a shorter number", "écrivez un nombre plus court"),
    wrong="segment a: monetary > 1234567890123456789\n",
    right="segment a: monetary > 123456789012345678\n",
)
NAME_TOO_LONG = Message(
    code="SEG007",
    says=Said(
        "this name is longer than {most} bytes",
        "ce nom dépasse {most} octets",
    ),
    why=Said(
        "PostgreSQL would cut it silently, and two names could become one.",
        "PostgreSQL le couperait sans rien dire, et deux noms pourraient se confondre.",
    ),
    help=Said(
        "shorten it; the label may be long",
        "raccourcissez-le ; le libellé, lui, peut être long",
    ),
    wrong="segment " + "a" * 64 + ": vip\n",
    right="segment " + "a" * 63 + ": vip\n",
)
AS_OF_TOO_DEEP = Message(
    code="SEG008",
    says=Said(
        "`as of` is nested more than {most} deep",
        "`as of` est imbriqué sur plus de {most} niveaux",
    ),
    why=Said("Nobody can follow such a rule.", "Personne ne peut suivre une telle règle."),
    help=Said("name the day once, outside", "nommez le jour une seule fois, à l'extérieur"),
    wrong="segment a: " + "(" * 8 + "vip as of 1d ago" + ") as of 1d ago" * 8 + "\n",
    right="segment a: vip\n",
)
NOT_A_DECLARATION = Message(
    code="SEG010",
    says=Said(
        "`{word}` starts no declaration",
        "`{word}` ne commence aucune déclaration",
    ),
    why=Said(
        "A declaration starts with its keyword in column one; its other lines are indented.",
        "Une déclaration commence par son mot-clé en première colonne ; la suite est en retrait.",
    ),
    help=Said(
        "start with `segment`, `segmentation`, `metric`, `source`…, or indent the line if it "
        "belongs to the declaration above",
        "commencez par `segment`, `segmentation`, `metric`, `source`…, ou mettez la ligne en "
        "retrait si elle appartient à la déclaration du dessus",
    ),
    wrong="big: frequency >= 1\n",
    right="segment big: frequency >= 1\n",
)
MISSPELT_KEYWORD = Message(
    code="SEG011",
    says=NOT_A_DECLARATION.says,
    why=NOT_A_DECLARATION.why,
    help=Said("did you mean `{close}`?", "vouliez-vous écrire `{close}` ?"),
    wrong="segmnt big: frequency >= 1\n",
    right="segment big: frequency >= 1\n",
)
INDENTED_KEYWORD = Message(
    code="SEG012",
    says=Said(
        "`{word}` is indented, so it belongs to what stands above it",
        "`{word}` est en retrait : il appartient donc à ce qui le précède",
    ),
    why=NOT_A_DECLARATION.why,
    help=Said("move it to column one", "ramenez-le en première colonne"),
    wrong="segment a: frequency >= 1\n  segment b: frequency >= 2\n",
    right="segment a: frequency >= 1\nsegment b: frequency >= 2\n",
)
ODD_SPACE = Message(
    code="SEG020",
    says=Said(
        "a no-break or invisible space stands here",
        "il y a ici une espace insécable ou invisible",
    ),
    why=Said(
        "It often comes with text pasted from a word processor.",
        "Cela vient souvent d'un texte collé depuis un traitement de texte.",
    ),
    help=Said("write a plain space", "mettez une espace ordinaire"),
    wrong="segment a: frequency\u00a0>= 1\n",
    right="segment a: frequency >= 1\n",
)
CURLY_QUOTES = Message(
    code="SEG021",
    says=Said(
        "texts stand in straight quotes",
        "un texte s'écrit entre guillemets droits",
    ),
    why=ODD_SPACE.why,
    help=Said("write `{fix}`", "écrivez `{fix}`"),
    wrong="segment a: city = «Paris»\n",
    right='segment a: city = "Paris"\n',
)
SINGLE_QUOTES = Message(
    code="SEG022",
    says=Said("texts stand in double quotes", "un texte s'écrit entre guillemets doubles"),
    why=Said(
        "One way to write a text is enough for everybody to read it.",
        "Une seule façon d'écrire un texte suffit pour que tout le monde le lise.",
    ),
    help=CURLY_QUOTES.help,
    wrong="segment a: city = 'Paris'\n",
    right='segment a: city = "Paris"\n',
)
DECIMAL_COMMA = Message(
    code="SEG023",
    says=Said(
        "`{found}` could be one number or two",
        "`{found}` peut être un nombre ou deux",
    ),
    why=Said(
        "Decimals take a point; items of a list are set apart by a comma and a space.",
        "Les décimales s'écrivent avec un point ; les éléments d'une liste sont séparés par une "
        "virgule et une espace.",
    ),
    help=Said(
        "write `{fix}`, or put a space after the comma",
        "écrivez `{fix}`, ou mettez une espace après la virgule",
    ),
    wrong="segment a: monetary > 80,5\n",
    right="segment a: monetary > 80.5\n",
)
SPACED_NUMBER = Message(
    code="SEG024",
    says=Said("numbers are written without spaces", "un nombre s'écrit sans espaces"),
    why=Said(
        "`1 500` would be read as two numbers.",
        "`1 500` serait lu comme deux nombres.",
    ),
    help=Said("write `{fix}` or `{grouped}`", "écrivez `{fix}` ou `{grouped}`"),
    wrong="segment a: monetary > 1 500\n",
    right="segment a: monetary > 1500\n",
)
BARE_M = Message(
    code="SEG025",
    says=Said(
        "`{found}`: minutes or months?",
        "`{found}` : minutes ou mois ?",
    ),
    why=Said("The letter alone could be either.", "La lettre seule peut dire l'un ou l'autre."),
    help=Said("write `{fix}` for months", "écrivez `{fix}` pour des mois"),
    wrong="segment a: recency < 5m\n",
    right="segment a: recency < 5mo\n",
)
SLASHED_DATE = Message(
    code="SEG026",
    says=Said(
        "dates are written year-month-day",
        "une date s'écrit année-mois-jour",
    ),
    why=Said(
        "`03/04/2026` is March in one country and April in another.",
        "`03/04/2026` est en mars dans un pays, en avril dans un autre.",
    ),
    help=Said("write `{fix}`", "écrivez `{fix}`"),
    wrong="segment a: any orders since 01/12/2025\n",
    right="segment a: any orders since 2025-12-01\n",
)
OTHER_SIGN = Message(
    code="SEG027",
    says=Said("`{found}` is written `{fix}` here", "`{found}` s'écrit `{fix}` ici"),
    why=Said(
        "One sign for one meaning keeps rules readable.",
        "Un seul signe pour un seul sens : la règle reste lisible.",
    ),
    help=Said("write `{fix}`", "écrivez `{fix}`"),
    wrong="segment a: frequency == 1\n",
    right="segment a: frequency = 1\n",
)
OTHER_WORDS = Message(
    code="SEG028",
    says=OTHER_SIGN.says,
    why=OTHER_SIGN.why,
    help=OTHER_SIGN.help,
    wrong="segment a: frequency more than 1\n",
    right="segment a: frequency > 1\n",
)
IN_LAST_UNIT = Message(
    code="SEG029",
    says=Said(
        "`{found}` could mean two things",
        "`{found}` peut dire deux choses",
    ),
    why=Said(
        "The last 30 days or so, and the last whole calendar month, are different customers.",
        "Les trente derniers jours environ et le dernier mois civil entier ne donnent pas les "
        "mêmes clients.",
    ),
    help=Said(
        "write `{fix}` (up to the as-of day) or `in previous {unit}` (the last whole one)",
        "écrivez `{fix}` (jusqu'au jour d'observation) ou `in previous {unit}` (la dernière "
        "période entière)",
    ),
    wrong="segment a: any orders in last month\n",
    right="segment a: any orders in last 1 month\n",
)
UPPER_CASE = Message(
    code="SEG030",
    says=Said(
        "words of the language are written in lower case",
        "les mots du langage s'écrivent en minuscules",
    ),
    why=OTHER_SIGN.why,
    help=OTHER_SIGN.help,
    wrong="segment a: vip AND frequency >= 1\n",
    right="segment a: vip and frequency >= 1\n",
)
FRENCH_WORD = Message(
    code="SEG031",
    says=Said(
        "words of the language are English: `{found}` is `{fix}`",
        "les mots du langage sont en anglais : `{found}` s'écrit `{fix}`",
    ),
    why=Said(
        "Names, labels and notes may be in any language; the words of the rules are shared.",
        "Noms, libellés et notes sont dans la langue de votre choix ; les mots des règles sont "
        "communs à tous.",
    ),
    help=OTHER_SIGN.help,
    wrong="segment a: vip et frequency >= 1\n",
    right="segment a: vip and frequency >= 1\n",
)
OPEN_QUOTE = Message(
    code="SEG032",
    says=Said(
        "this quote is not closed on its line",
        "ce guillemet n'est pas refermé sur sa ligne",
    ),
    why=Said("A text stands on one line.", "Un texte tient sur une ligne."),
    help=Said('add the closing `"`', 'ajoutez le `"` fermant'),
    wrong='segment a: city = "Paris\n',
    right='segment a: city = "Paris"\n',
)
AND_OR_MIXED = Message(
    code="SEG040",
    says=Said(
        "`and` and `or` are mixed without brackets: this can be read in two ways",
        "`and` et `or` sont mêlés sans parenthèses : on peut lire de deux façons",
    ),
    why=Said(
        "The two readings choose different customers, so the text must say which is meant.",
        "Les deux lectures ne choisissent pas les mêmes clients : le texte doit dire laquelle.",
    ),
    help=Said(
        "paste one of the two:\n    {reading_and}\n    {reading_or}",
        "collez l'une des deux :\n    {reading_and}\n    {reading_or}",
    ),
    wrong="segment a: vip and frequency >= 1 or recency < 90d\n",
    right="segment a: (vip and frequency >= 1) or recency < 90d\n",
)
CHAINED_COMPARISON = Message(
    code="SEG041",
    says=Said(
        "a comparison has two sides",
        "une comparaison a deux côtés",
    ),
    why=Said(
        "`a < b < c` is read in different ways by different engines.",
        "`a < b < c` est lu différemment selon les moteurs.",
    ),
    help=Said("write `{fix}`", "écrivez `{fix}`"),
    wrong="segment a: 1 < frequency < 5\n",
    right="segment a: 1 < frequency and frequency < 5\n",
)
NOT_WHOLE = Message(
    code="SEG042",
    says=Said("`{found}` is not a whole number", "`{found}` n'est pas un nombre entier"),
    why=Said("Rows are counted one by one.", "Les lignes se comptent une par une."),
    help=Said("write a whole number", "écrivez un nombre entier"),
    wrong="segment a: at least 2.5 orders\n",
    right="segment a: at least 2 orders\n",
)
NO_SUCH_DAY = Message(
    code="SEG043",
    says=Said("there is no {found} in the calendar", "{found} n'existe pas dans le calendrier"),
    why=Said(
        "Engines would take another day, or none.",
        "Un moteur prendrait un autre jour, ou aucun.",
    ),
    help=Said("write a day that exists", "écrivez un jour qui existe"),
    wrong="segment a: any orders since 2026-02-30\n",
    right="segment a: any orders since 2026-02-28\n",
)
RESERVED_WORD = Message(
    code="SEG044",
    says=Said(
        "`{found}` is a word of the language and cannot be a bare name",
        "`{found}` est un mot du langage et ne peut pas servir de nom tel quel",
    ),
    why=Said(
        "A reader must know which words are yours.",
        "Le lecteur doit savoir quels mots sont les vôtres.",
    ),
    help=Said(
        "choose another name, or write it in backquotes: {quoted}",
        "choisissez un autre nom, ou mettez-le entre accents graves : {quoted}",
    ),
    wrong="segment or: frequency >= 1\n",
    right="segment `or`: frequency >= 1\n",
)
BRACKET_MISSING = Message(
    code="SEG045",
    says=Said("a closing bracket is missing", "il manque une parenthèse fermante"),
    why=Said(
        "Without it nobody can tell where the part ends.",
        "Sans elle, on ne sait pas où la partie s'arrête.",
    ),
    help=Said("add `)`", "ajoutez `)`"),
    wrong="segment a: (vip and frequency >= 1\n",
    right="segment a: (vip and frequency >= 1)\n",
)
BRACKET_TOO_MANY = Message(
    code="SEG046",
    says=Said(
        "this bracket closes nothing",
        "cette parenthèse ne ferme rien",
    ),
    why=BRACKET_MISSING.why,
    help=Said("delete it, or add the `(` that it closes", "supprimez-la, ou ajoutez le `(`"),
    wrong="segment a: vip and frequency >= 1)\n",
    right="segment a: vip and frequency >= 1\n",
)
COLON_MISSING = Message(
    code="SEG047",
    says=Said("a `:` is missing after `{after}`", "il manque `:` après `{after}`"),
    why=Said(
        "The colon sets the name apart from what it stands for.",
        "Les deux-points séparent le nom de ce qu'il désigne.",
    ),
    help=Said("write `{fix}`", "écrivez `{fix}`"),
    wrong="segment a frequency >= 1\n",
    right="segment a: frequency >= 1\n",
)
NO_OF = Message(
    code="SEG062",
    says=Said("`{keyword}` takes no `of`", "`{keyword}` s'écrit sans `of`"),
    why=Said(
        "A target is of its segment's population, a define of that where it is used, a parameter of"
        " none.",
        "Une cible est de la population de son segment, un `define` de celle où l'on s'en sert, un"
        " paramètre d'aucune.",
    ),
    help=Said("delete `{found}`", "supprimez `{found}`"),
    wrong="parameter patience of customers: duration = 30d\n",
    right="parameter patience: duration = 30d\n",
)
UNFINISHED = Message(
    code="SEG048",
    says=Said(
        "something is missing after `{last}`",
        "il manque quelque chose après `{last}`",
    ),
    why=Said(
        "The declaration stops before it is complete.",
        "La déclaration s'arrête avant d'être complète.",
    ),
    help=Said(
        "complete it, or delete `{last}`",
        "complétez la déclaration, ou supprimez `{last}`",
    ),
    wrong="segment a: frequency >=\n",
    right="segment a: frequency >= 1\n",
)
UNEXPECTED = Message(
    code="SEG049",
    says=Said(
        "`{found}` was not expected here",
        "`{found}` n'était pas attendu ici",
    ),
    why=Said(
        "The text up to here makes sense; this word does not continue it.",
        "Jusqu'ici le texte a un sens ; ce mot ne le continue pas.",
    ),
    help=Said("expected here: {near}", "attendu ici : {near}"),
    wrong="segment a: frequency frequency\n",
    right="segment a: frequency >= 1\n",
)
CURRENCY = Message(
    code="SEG033",
    says=Said(
        "an amount is written without a currency sign",
        "un montant s'écrit sans symbole monétaire",
    ),
    why=Said(
        "All amounts of a project are in the currency of its warehouse.",
        "Tous les montants d'un projet sont dans la devise de son entrepôt.",
    ),
    help=Said("delete `{found}`", "supprimez `{found}`"),
    wrong="segment a: monetary > 80 €\n",
    right="segment a: monetary > 80\n",
)
CONTINUES = Message(
    code="SEG013",
    says=Said(
        "`{word}` stands in column one, where a declaration starts",
        "`{word}` est en première colonne, là où commence une déclaration",
    ),
    why=NOT_A_DECLARATION.why,
    help=Said(
        "indent the line: it belongs to the declaration above",
        "mettez la ligne en retrait : elle appartient à la déclaration du dessus",
    ),
    wrong="segment a: vip\nand frequency >= 1\n",
    right="segment a: vip\n  and frequency >= 1\n",
)
NAME_SHAPE = Message(
    code="SEG050",
    says=Said("`{found}` cannot be a name", "`{found}` ne peut pas être un nom"),
    why=Said(
        "A name is one word of letters, digits and `_`, and starts with a letter. The label, in "
        "quotes, may be any text.",
        "Un nom est un seul mot fait de lettres, de chiffres et de `_`, et commence par une lettre."
        " Le libellé, entre guillemets, est libre.",
    ),
    help=Said("write `{fix}`", "écrivez `{fix}`"),
    wrong="segment clients-fidèles: vip\n",
    right="segment clients_fidèles: vip\n",
)
NAME_MISSING = Message(
    code="SEG051",
    says=Said("a name is missing before the label", "il manque un nom avant le libellé"),
    why=Said(
        "Rules refer to each other by name; the label is for readers.",
        "Les règles se citent par leur nom ; le libellé est pour les lecteurs.",
    ),
    help=Said("write `{fix}`", "écrivez `{fix}`"),
    wrong='segment "Clients": vip\n',
    right='segment clients "Clients": vip\n',
)
WHEN_MISSING = Message(
    code="SEG052",
    says=Said("`when` is missing after `{name}`", "il manque `when` après `{name}`"),
    why=Said(
        "A class says when a customer is in it; the last one may say `otherwise`.",
        "Une classe dit quand un client en fait partie ; la dernière peut dire `otherwise`.",
    ),
    help=Said(
        "write `{name} when …` or `{name} otherwise`",
        "écrivez `{name} when …` ou `{name} otherwise`",
    ),
    wrong="segmentation s:\n  gros monetary > 100\n",
    right="segmentation s:\n  gros when monetary > 100\n",
)
BRACKETS_NEEDED = Message(
    code="SEG053",
    says=Said("`{word}` takes round brackets", "`{word}` demande des parenthèses"),
    why=Said(
        "They show where it ends.",
        "Elles montrent où cela s'arrête.",
    ),
    help=Said("write `{fix}`", "écrivez `{fix}`"),
    wrong='segment a: city in "Paris", "Lyon"\n',
    right='segment a: city in ("Paris", "Lyon")\n',
)
WHERE_FIRST = Message(
    code="SEG054",
    says=Said(
        "`where (…)` stands before the window, and only once",
        "`where (…)` se place avant la fenêtre de temps, et une seule fois",
    ),
    why=Said(
        "One order for everybody: the rows, `where (…)`, then the window.",
        "Un seul ordre pour tous : les lignes, `where (…)`, puis la fenêtre.",
    ),
    help=Said(
        "write `any orders where (…) in last 30d`",
        "écrivez `any orders where (…) in last 30d`",
    ),
    wrong="segment a: any orders in last 30d where (amount > 10)\n",
    right="segment a: any orders where (amount > 10) in last 30d\n",
)
COMMA = Message(
    code="SEG055",
    says=Said(
        "a comma does not join two conditions",
        "une virgule ne relie pas deux conditions",
    ),
    why=Said(
        "A comma could mean `and` as well as `or`.",
        "Une virgule pourrait dire `and` aussi bien que `or`.",
    ),
    help=Said(
        "write `and` or `or`; a list of values is written `in (…, …)`",
        "écrivez `and` ou `or` ; une liste de valeurs s'écrit `in (…, …)`",
    ),
    wrong="segment a: vip, frequency >= 1\n",
    right="segment a: vip and frequency >= 1\n",
)
COMMA_MISSING = Message(
    code="SEG058",
    says=Said(
        "there is no comma between `{before}` and `{after}`",
        "il manque une virgule entre `{before}` et `{after}`",
    ),
    why=Said(
        "The values of a list are separated by commas.",
        "Les valeurs d'une liste sont séparées par des virgules.",
    ),
    help=Said("write `{before}, {after}`", "écrivez `{before}, {after}`"),
    wrong='segment a: city in ("Paris" "Lyon")\n',
    right='segment a: city in ("Paris", "Lyon")\n',
)
AS_OF_BRACKETS = Message(
    code="SEG059",
    says=Said(
        "`as of` follows a name or brackets",
        "`as of` suit un nom ou des parenthèses",
    ),
    why=Said(
        "It dates what stands right before it, and nothing else.",
        "Il date ce qui se trouve juste avant lui, et rien d'autre.",
    ),
    help=Said(
        "put what it dates in brackets: `(…) as of {day}`",
        "mettez ce qu'il date entre parenthèses : `(…) as of {day}`",
    ),
    wrong="segment a: any orders in last 90d as of 1 year ago\n",
    right="segment a: (any orders in last 90d) as of 1 year ago\n",
)
SEQUENCE_WITHIN = Message(
    code="SEG060",
    says=Said(
        "`{then}` does not say how soon after",
        "`{then}` ne dit pas dans quel délai",
    ),
    why=Said(
        "One thing leads to another only within a time.",
        "Une chose en amène une autre dans un certain délai.",
    ),
    help=Said("write `{then} within 7d`", "écrivez `{then} within 7d`"),
    wrong="segment a: any orders then no visits\n",
    right="segment a: any orders then no visits within 7d\n",
)
MOVED_WHEN = Message(
    code="SEG061",
    says=Said("`{text}` does not say when", "`{text}` ne dit pas quand"),
    why=Said(
        "Who ever came in is nearly who is in it: a move is of a time.",
        "Qui est entré un jour, c'est à peu près qui y est : un mouvement a une date.",
    ),
    help=Said("write `{text} in last 30d`", "écrivez `{text} in last 30d`"),
    wrong="segment a: entered vip\n",
    right="segment a: entered vip in last 30d\n",
)
CLAUSE_SHAPE = Message(
    code="SEG056",
    says=Said("`{word}` is not written this way", "`{word}` ne s'écrit pas ainsi"),
    why=Said(
        "Each clause below a declaration has one form.",
        "Chaque clause sous une déclaration a une seule forme.",
    ),
    help=Said("write `{fix}`", "écrivez `{fix}`"),
    wrong="metric a: count of orders\n  better more\n",
    right="metric a: count of orders\n  better higher\n",
)
UNKNOWN_CLAUSE = Message(
    code="SEG057",
    says=Said("no clause is called `{found}`", "aucune clause ne s'appelle `{found}`"),
    why=CLAUSE_SHAPE.why,
    help=Said("did you mean `{close}`?", "vouliez-vous écrire `{close}` ?"),
    wrong='segment a: vip\n  notes "x"\n',
    right='segment a: vip\n  note "x"\n',
)
COMMENT_SIGN = Message(
    code="SEG034",
    says=Said("a comment starts with `#`", "un commentaire commence par `#`"),
    why=OTHER_SIGN.why,
    help=Said("write `#`", "écrivez `#`"),
    wrong="segment a: vip  // les meilleurs\n",
    right="segment a: vip  # les meilleurs\n",
)
SEMICOLON = Message(
    code="SEG035",
    says=Said("no sign ends a declaration", "aucun signe ne termine une déclaration"),
    why=Said(
        "The next declaration starts in column one: that is enough.",
        "La déclaration suivante commence en première colonne : cela suffit.",
    ),
    help=Said("delete the `;`", "supprimez le `;`"),
    wrong="segment a: vip;\n",
    right="segment a: vip\n",
)
