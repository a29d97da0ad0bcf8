"""Messages about words on dates, chance and places (SEG37x)."""

from segdsl.text.diagnostics import Message, Said

_SHOPS = """# a whole project
population shops (shop) from shops
  key shop_id: text
  latitude: number
  longitude: number
"""
BIRTHDAY_WINDOW = Message(
    code="SEG370",
    says=Said(
        "`{text}` needs a window that begins and ends",
        "`{text}` demande une fenêtre qui commence et finit",
    ),
    why=Said(
        "Everybody has a birthday each year: only a stretch of days tells one from another.",
        "Chacun a un anniversaire par an : seule une suite de jours distingue l'un de l'autre.",
    ),
    help=Said(
        "write `in next 7 days`, `in 2026-03` or the like after it",
        "écrivez ensuite `in next 7 days`, `in 2026-03` ou semblable",
    ),
    wrong="segment x: birthday of birth_date since 2026-01-01\n",
    right="segment x: birthday of birth_date in next 7 days\n",
)
NO_DATE_THERE = Message(
    code="SEG371",
    says=Said(
        "`{word}` needs {needs}, and `{text}` is {type}",
        "`{word}` demande {needs}, et `{text}` est {type}",
    ),
    why=Said(
        "Ages, weekdays and months are read off dates, hours off dates with a time.",
        "L'âge, le jour et le mois se lisent sur une date, l'heure sur une date avec une heure.",
    ),
    help=Said("name a field of that type", "nommez un champ de ce type"),
    wrong="segment x: age of city >= 18\n",
    right="segment x: age of birth_date >= 18\n",
)
SAMPLE_HERE = Message(
    code="SEG372",
    says=Said(
        "`sample` draws members of the population, not rows",
        "`sample` tire au sort des membres de la population, pas des lignes",
    ),
    why=Said(
        "The draw is made by the key of the population.",
        "Le tirage se fait sur la clé de la population.",
    ),
    help=Said("write it outside the brackets", "écrivez-le hors des parenthèses"),
    wrong='segment x: any orders where (sample 10% "a")\n',
    right='segment x: any orders and sample 10% "a"\n',
)
SHARES_SUM = Message(
    code="SEG373",
    says=Said(
        "the shares of a `split` add up to 100 %, these to {sum} %",
        "les parts d'un `split` font 100 % en tout, celles-ci {sum} %",
    ),
    why=Said("Everybody is in one class of a split.", "Chacun est dans une classe d'un `split`."),
    help=Said("make the shares add up to 100 %", "faites que les parts fassent 100 %"),
    wrong='segmentation s: split "a" one 45%, two 45%\n',
    right='segmentation s: split "a" one 45%, two 55%\n',
)
NO_PLACE = Message(
    code="SEG374",
    says=Said(
        "`{table}` has no numbers `latitude` and `longitude`",
        "`{table}` n'a pas de nombres `latitude` et `longitude`",
    ),
    why=Said(
        "Distances are measured from these two fields, in degrees.",
        "Les distances se mesurent depuis ces deux champs, en degrés.",
    ),
    help=Said(
        "declare `latitude: number` and `longitude: number` in its table",
        "déclarez `latitude: number` et `longitude: number` dans sa table",
    ),
    wrong="segment x: within 20 km of (48.11, -1.68)\n",
    right=f"{_SHOPS}segment x of shops: within 20 km of (48.11, -1.68)\n",
)
NO_SUCH_PLACE = Message(
    code="SEG375",
    says=Said(
        "there is no such place",
        "ce lieu n'existe pas",
    ),
    why=Said(
        "A place is a latitude from -90 to 90, then a longitude from -180 to 180.",
        "Un lieu est une latitude de -90 à 90, puis une longitude de -180 à 180.",
    ),
    help=Said("check the order of the two numbers", "vérifiez l'ordre des deux nombres"),
    wrong=f"{_SHOPS}segment x of shops: within 20 km of (148.11, -1.68)\n",
    right=f"{_SHOPS}segment x of shops: within 20 km of (48.11, -1.68)\n",
)
MOVED_HERE = Message(
    code="SEG376",
    says=Said(
        "`{word}` says something of a customer, not of a row",
        "`{word}` parle d'un client, pas d'une ligne",
    ),
    why=Said(
        "Customers enter and leave segments; rows are there or not.",
        "Ce sont les clients qui entrent dans un segment et en sortent.",
    ),
    help=Said("write it outside `where (…)`", "écrivez-le hors de `where (…)`"),
    wrong="segment x: any orders where (entered vip in last 30d)\n",
    right="segment x: any orders and entered vip in last 30d\n",
)
NOT_PUBLISHABLE = Message(
    code="SEG377",
    says=Said(
        "`{word}` needs a segment or a class, and `{text}` is neither",
        "`{word}` demande un segment ou une classe, et `{text}` n'est ni l'un ni l'autre",
    ),
    why=Said(
        "Who came in and went out is known of what is published: segments and classes.",
        "On sait qui est entré et sorti de ce qui est publié : les segments et les classes.",
    ),
    help=Said(
        "name a segment, or a class: `cycle.actif`",
        "nommez un segment, ou une classe : `cycle.actif`",
    ),
    wrong="segment x: entered frequency in last 30d\n",
    right="segment x: entered cycle.actif in last 30d\n",
)
