"""What is said about publications: what stops them, and what is kept of them."""

from segdsl.text.diagnostics import Message, Said

_WHOLE = Said(
    "A publication is one transaction: readers see all of it or nothing.",
    "Une publication est une seule transaction : on la voit entière, ou pas du tout.",
)
NOWHERE_TO_WRITE = Message(
    code="SEG540",
    says=Said(
        "the warehouse `{warehouse}` is a folder of files: there is nowhere to publish",
        "l'entrepôt `{warehouse}` est un dossier de fichiers : rien où publier",
    ),
    help=Said(
        'name a database beside it: `publish = "duckdb:segments.duckdb"`',
        'nommez une base à côté : `publish = "duckdb:segments.duckdb"`',
    ),
    why=_WHOLE,
)
WRITE_REFUSED = Message(
    code="SEG541",
    says=Said(
        "the warehouse `{warehouse}` ({address}) refused to be written: {reason}",
        "l'entrepôt `{warehouse}` ({address}) a refusé l'écriture : {reason}",
    ),
    help=Said(
        "nothing was changed; publishing needs the right to read the sources and to write to its"
        " own schema",
        "rien n'a été changé ; publier demande le droit de lire les sources et d'écrire dans son"
        " propre schéma",
    ),
    why=_WHOLE,
)
BEING_WRITTEN = Message(
    code="SEG542",
    says=Said(
        "somebody else is publishing to the schema `{schema}` of `{warehouse}` ({address})",
        "quelqu'un d'autre publie dans le schéma `{schema}` de `{warehouse}` ({address})",
    ),
    help=Said("try again when it is done", "réessayez quand ce sera fini"),
    why=Said(
        "Two publications at once would each compare with what the other is about to change.",
        "Deux publications à la fois compareraient chacune avec ce que l'autre va changer.",
    ),
)
OTHER_PROJECT = Message(
    code="SEG543",
    says=Said(
        "the schema `{schema}` belongs to the project `{other}`, not to `{project}`",
        "le schéma `{schema}` appartient au projet `{other}`, pas à `{project}`",
    ),
    help=Said(
        'give each project a schema of its own: `schema = "…"` below the warehouse in segdsl.toml',
        'donnez à chaque projet son schéma : `schema = "…"` sous l\'entrepôt dans segdsl.toml',
    ),
    why=Said(
        "What a project no longer declares is taken out of its schema.",
        "Ce qu'un projet ne déclare plus est retiré de son schéma.",
    ),
)
EARLIER_DAY = Message(
    code="SEG544",
    says=Said(
        "`{last}` is published already: history does not go back to `{day}`",
        "le `{last}` est déjà publié : l'historique ne revient pas au `{day}`",
    ),
    help=Said(
        "`segdsl run --as-of {day}` says who was in it by today's rules",
        "`segdsl run --as-of {day}` dit qui y était selon les règles d'aujourd'hui",
    ),
    why=Said(
        "A stay begins and ends on the days of the runs that saw it.",
        "Un séjour commence et finit aux jours des publications qui l'ont vu.",
    ),
)
OUR_NAME = Message(
    code="SEG545",
    says=Said(
        "`{name}` cannot be published: names that begin with `segdsl_` are those of the schema",
        "`{name}` ne peut être publié : les noms en `segdsl_` sont ceux du schéma lui-même",
    ),
    help=Said("give it another name", "donnez-lui un autre nom"),
    why=Said(
        "Each segment is a view by its own name.", "Chaque segment est une vue à son propre nom."
    ),
)
STOPPED = Message(
    code="SEG546",
    says=Said(
        "not published: {reasons}",
        "rien n'est publié : {reasons}",
    ),
    help=Said(
        "look at the plan above; `--yes` publishes it as it is",
        "relisez le plan ci-dessus ; `--yes` le publie tel quel",
    ),
    why=Said(
        "A segment that empties or jumps is more often a broken load than a change of customers.",
        "Un segment qui se vide ou qui bondit, c'est plus souvent un chargement raté qu'un"
        " changement de clientèle.",
    ),
)
NOT_SOUND = Message(
    code="SEG547",
    says=Said(
        "not published: {fact} in `{name}`",
        "rien n'est publié : {fact} dans `{name}`",
    ),
    why=Said(
        "What is about to be written is counted once more before anybody sees it.",
        "Ce qui va être écrit est recompté avant que quiconque le voie.",
    ),
)
NOT_PUBLISHED = Message(
    code="SEG548",
    says=Said(
        "nothing has been published to the schema `{schema}` of `{warehouse}`",
        "rien n'a été publié dans le schéma `{schema}` de `{warehouse}`",
    ),
    help=Said(
        "`segdsl publish` begins the history",
        "`segdsl publish` commence l'historique",
    ),
    why=Said(
        "Who was in a segment under the rule of the day is known from what was published that day.",
        "Qui était dans un segment selon la règle du jour, seules les publications du jour le"
        " savent.",
    ),
)
NOT_YET_THERE = Message(
    code="SEG549",
    says=Said(
        "the history begins on {first}: nothing is known of {day}",
        "l'historique commence le {first} : on ne sait rien du {day}",
    ),
    help=Said(
        "`segdsl run --as-of {day}` says who was in it by today's rules",
        "`segdsl run --as-of {day}` dit qui y était selon les règles d'aujourd'hui",
    ),
    why=NOT_PUBLISHED.why,
)
NOT_A_TARGET = Message(
    code="SEG550",
    says=Said("`{name}` is no target of this project", "`{name}` n'est pas une cible de ce projet"),
    help=Said("{hint}", "{hint}"),
    why=Said(
        "Only a target says by which channel people are reached, and who is left alone.",
        "Seule une cible dit par quel canal on joint les gens, et qui on laisse tranquille.",
    ),
)
NOT_DRAWN = Message(
    code="SEG551",
    says=Said(
        "`{name}` has no version {version}: {known}",
        "`{name}` n'a pas de version {version} : {known}",
    ),
    help=Said("`segdsl target {name} draw` draws one", "`segdsl target {name} draw` en tire une"),
    why=Said(
        "What is handed over is what was frozen, so that its results can be judged.",
        "Ce qui est transmis est ce qui a été figé : ainsi ses résultats peuvent être jugés.",
    ),
)
NO_IDENTIFIER = Message(
    code="SEG552",
    says=Said(
        "no column of `{name}` holds what {platform} could match",
        "aucune colonne de `{name}` ne contient ce que {platform} sait rapprocher",
    ),
    help=Said(
        "add `email` or `phone` to its `columns`, or say which one it is: `--holds mail=email`",
        "ajoutez `email` ou `phone` à ses `columns`, ou dites laquelle c'est : `--holds"
        " mail=email`",
    ),
    why=Said(
        "A platform finds people by their e-mail, their phone, or their name and place.",
        "Une plateforme retrouve les gens par leur e-mail, leur téléphone, ou leur nom et leur"
        " lieu.",
    ),
)
NOT_A_KIND = Message(
    code="SEG553",
    says=Said("`--holds {text}` says nothing", "`--holds {text}` ne dit rien"),
    help=Said(
        "write `COLUMN=KIND` with a column of the target; kinds: {kinds}",
        "écrivez `COLONNE=GENRE` avec une colonne de la cible ; genres : {kinds}",
    ),
    why=Said(
        "Each platform has its own names for the same things.",
        "Chaque plateforme nomme les mêmes choses à sa façon.",
    ),
)
