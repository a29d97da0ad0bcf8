"""Messages about lists kept by hand, and their files: codes SEG34x."""

from segdsl.text.diagnostics import Message, Said

LIST_PATH = Message(
    code="SEG340",
    says=Said(
        "the path `{path}` leads out of the project", "le chemin `{path}` mène hors du projet"
    ),
    why=Said(
        "A list lies beside the rules, under the same version control.",
        "Une liste se trouve à côté des règles, sous le même contrôle de version.",
    ),
    help=Said(
        "write the path from the project, with `/` and without `..`",
        "écrivez le chemin depuis le projet, avec `/` et sans `..`",
    ),
    wrong='list amis from "../amis.csv" key customer_id\n',
    right='list amis from "lists/amis.csv" key customer_id\n',
)
LIST_UNREADABLE = Message(
    code="SEG341",
    says=Said("`{path}` cannot be read: {reason}", "`{path}` ne peut pas être lu : {reason}"),
    why=Said(
        "Nobody knows who is on the list without it.",
        "Sans lui, on ne sait pas qui est sur la liste.",
    ),
    help=Said(
        "put the file there, a regular file inside the project",
        "placez-y le fichier, un fichier ordinaire du projet",
    ),
    wrong='list amis from "lists/gone.csv" key customer_id\n',
    right='list amis from "lists/amis.csv" key customer_id\n',
)
LIST_TOO_LONG = Message(
    code="SEG347",
    says=Said(
        "`{path}` is {size} bytes long, a list has {most} at most",
        "`{path}` fait {size} octets, une liste en a {most} au plus",
    ),
    why=Said(
        "A list is kept by hand; so many customers belong in a table of the warehouse.",
        "Une liste se tient à la main ; tant de clients ont leur place dans une table.",
    ),
    help=Said(
        "load it into the warehouse, and declare it as a `source`",
        "chargez-la dans l'entrepôt et déclarez-la comme `source`",
    ),
    wrong='list amis from "lists/long.csv" key customer_id\n',
    right='list amis from "lists/amis.csv" key customer_id\n',
)
LIST_ENCODING = Message(
    code="SEG342",
    says=Said("`{path}` is not UTF-8 here", "`{path}` n'est pas en UTF-8 ici"),
    why=Said(
        "Another encoding would be guessed, and customers with it.",
        "Un autre encodage serait deviné, et les clients avec lui.",
    ),
    help=Said("save the file as UTF-8", "enregistrez le fichier en UTF-8"),
    wrong='list amis from "lists/latin.csv" key customer_id\n',
    right='list amis from "lists/amis.csv" key customer_id\n',
)
LIST_COLUMN = Message(
    code="SEG343",
    says=Said("`{path}` has no column `{key}`", "`{path}` n'a pas de colonne `{key}`"),
    why=Said("Its header has: {columns}.", "Son en-tête a : {columns}."),
    help=Said(
        "name the column of keys after `key`, or in the first line of the file",
        "nommez la colonne des clés après `key`, ou dans la première ligne du fichier",
    ),
    wrong='list amis from "lists/amis.csv" key client\n',
    right='list amis from "lists/amis.csv" key customer_id\n',
)
LIST_REPEATED = Message(
    code="SEG344",
    says=Said(
        "`{key}` stands on line {first} and again on line {line}",
        "`{key}` figure à la ligne {first} et encore à la ligne {line}",
    ),
    why=Said(
        "Two lines could say two things of one customer.",
        "Deux lignes pourraient dire deux choses d'un même client.",
    ),
    help=Said("keep one of the two lines", "gardez l'une des deux lignes"),
    wrong='list amis from "lists/double.csv" key customer_id\n',
    right='list amis from "lists/amis.csv" key customer_id\n',
)
LIST_DATE = Message(
    code="SEG345",
    says=Said("`{text}` is no day", "`{text}` n'est pas une date"),
    why=Said(
        "The line counts up to and including its day `expires`.",
        "La ligne compte jusqu'à sa date `expires` incluse.",
    ),
    help=Said(
        "write it like `2026-12-31`, or leave it empty",
        "écrivez-la comme `2026-12-31`, ou laissez-la vide",
    ),
    wrong='list amis from "lists/dates.csv" key customer_id\n',
    right='list amis from "lists/amis.csv" key customer_id\n',
)
LIST_LINE = Message(
    code="SEG346",
    says=Said(
        "line {line} cannot be read: {reason}", "la ligne {line} ne peut pas être lue : {reason}"
    ),
    why=Said(
        "What stands on it could be another customer.",
        "Ce qui s'y trouve pourrait être un autre client.",
    ),
    help=Said(
        'cells are apart by `,` or `;`, and one that holds them stands in `"…"`',
        'les cellules sont séparées par `,` ou `;`, et celle qui en contient se met entre `"…"`',
    ),
    wrong='list amis from "lists/cells.csv" key customer_id\n',
    right='list amis from "lists/amis.csv" key customer_id\n',
)
