"""Messages about what is right and yet perhaps not meant: codes SEG7xx, all of them warnings."""

from segdsl.text.diagnostics import Message, Said, Severity

UNUSED = Message(
    code="SEG701",
    says=Said("nothing uses `{name}`", "rien n'utilise `{name}`"),
    why=Said(
        "Who changes it believes to change a rule, and changes nothing.",
        "Qui le modifie croit modifier une règle, et ne modifie rien.",
    ),
    help=Said(
        "use it, or delete the declaration",
        "utilisez-le, ou supprimez la déclaration",
    ),
    wrong="parameter seuil: duration = 60d\nsegment recents: recency < 60d\n",
    right="parameter seuil: duration = 60d\nsegment recents: recency < seuil\n",
    severity=Severity.WARNING,
)
SAME_SEGMENT = Message(
    code="SEG702",
    says=Said(
        "`{name}` and `{other}` always have the same members",
        "`{name}` et `{other}` ont toujours les mêmes membres",
    ),
    why=Said(
        "One of the two will be changed some day, and the other forgotten.",
        "L'un des deux sera modifié un jour, et l'autre oublié.",
    ),
    help=Said(
        "keep one of the two, and use its name",
        "gardez l'un des deux, et utilisez son nom",
    ),
    wrong="segment reguliers: frequency >= 4\nsegment assidus: frequency > 3\n",
    right="segment reguliers: frequency >= 4\nsegment assidus: frequency > 8\n",
    severity=Severity.WARNING,
)
IMPLIED = Message(
    code="SEG703",
    says=Said("`{text}` leaves nobody out here", "`{text}` n'écarte personne ici"),
    why=Said(
        "A reader takes each condition for one that counts, and this one does not.",
        "On croit que chaque condition compte, et celle-ci ne compte pas.",
    ),
    help=Said("{reason}: delete it, or mend its bound", "{reason} : retirez-la, ou corrigez-la"),
    wrong="segment x: frequency >= 4 and frequency >= 2\n",
    right="segment x: frequency >= 4\n",
    severity=Severity.WARNING,
)
DEAD_BRANCH = Message(
    code="SEG704",
    says=Said("`{text}` adds nobody here", "`{text}` n'ajoute personne ici"),
    why=Said(
        "A reader takes each branch of an `or` for one that counts, and this one does not.",
        "On croit que chaque branche d'un `or` compte, et celle-ci ne compte pas.",
    ),
    help=Said("{reason}: delete it, or mend its bound", "{reason} : retirez-la, ou corrigez-la"),
    wrong='segment x: frequency >= 4 or (frequency >= 6 and city = "Rennes")\n',
    right='segment x: frequency >= 4 or (frequency >= 2 and city = "Rennes")\n',
    severity=Severity.WARNING,
)
OUTSIDE_VALUES = Message(
    code="SEG705",
    says=Said(
        "no value that the model allows for `{field}` fulfils `{text}`",
        "aucune valeur que le modèle donne à `{field}` ne remplit `{text}`",
    ),
    why=Said("The model lists its values: {values}.", "Le modèle donne ses valeurs : {values}."),
    help=Said(
        "write one of the values, or add the missing one to `one of` in the model",
        "écrivez l'une des valeurs, ou ajoutez celle qui manque à `one of` dans le modèle",
    ),
    wrong='segment x: any orders where (channel contains "shop")\n',
    right='segment x: any orders where (channel contains "store")\n',
    severity=Severity.WARNING,
)
SILENT_UNKNOWNS = Message(
    code="SEG706",
    says=Said(
        "`{text}` also holds where `{value}` is unknown",
        "`{text}` se vérifie aussi quand `{value}` est inconnu",
    ),
    why=Said(
        "A negated test is the exact complement of its positive form, so it keeps the unknown; the"
        " rule does not say whether that is meant.",
        "Une négation est l'exact complément de sa forme positive : elle garde donc l'inconnu, et"
        " la règle ne dit pas si c'est voulu.",
    ),
    help=Said(
        "without the unknown: `{text} and {value} is known`\n"
        "with them: `{text} or {value} is missing`, or `# segdsl: allow SEG706 -- …` above the"
        " declaration",
        "sans les inconnus : `{text} and {value} is known`\n"
        "avec eux : `{text} or {value} is missing`, ou `# segdsl: allow SEG706 -- …` au-dessus de"
        " la déclaration",
    ),
    wrong='segment x: city != "Paris" and frequency >= 1\n',
    right='segment x: city != "Paris" and city is known and frequency >= 1\n',
    severity=Severity.WARNING,
)
NOTHING_KNOWN = Message(
    code="SEG707",
    says=Said(
        "a customer of whom nothing at all is known is in `{name}`",
        "un client dont on ne sait rien du tout est dans `{name}`",
    ),
    why=Said(
        "All fields empty, no row in any source: who has just been imported is in it too, and the"
        " rule does not say so.",
        "Aucun champ rempli, aucune ligne dans aucune source : qui vient d'être importé y est"
        " aussi, et la règle ne le dit pas.",
    ),
    help=Said(
        "add a condition that asks for something, such as `frequency >= 1`, or name what is absent:"
        " `no orders`, `city is missing`",
        "ajoutez une condition qui demande quelque chose, par exemple `frequency >= 1`, ou nommez"
        " ce qui manque : `no orders`, `city is missing`",
    ),
    wrong="segment petits: monetary < 100\n",
    right="segment petits: monetary < 100 and frequency >= 1\n",
    severity=Severity.WARNING,
)
WINDOW_NAME = Message(
    code="SEG708",
    says=Said(
        "`{name}` says `{claim}`, and the rule looks at {found}",
        "`{name}` dit « {claim} », et la règle regarde {found}",
    ),
    why=Said(
        "People read the name, not the rule.",
        "On lit le nom, pas la règle.",
    ),
    help=Said(
        "mend the name or the window",
        "corrigez le nom ou la fenêtre",
    ),
    wrong="metric commandes_90j: count of orders in last 60 days\nsegment x: commandes_90j > 2\n",
    right="metric commandes_90j: count of orders in last 90 days\nsegment x: commandes_90j > 2\n",
    severity=Severity.WARNING,
)
MIXED_WINDOWS = Message(
    code="SEG709",
    says=Said(
        "`{rolling}` and `{calendar}` meet here, and are not as long",
        "`{rolling}` et `{calendar}` se rencontrent ici, et n'ont pas la même durée",
    ),
    why=Said(
        "A rolling window is always as long; one of the calendar begins anew, and has a single day"
        " on its first one. What they count together changes with the day of the month.",
        "Une fenêtre glissante a toujours la même durée ; une fenêtre du calendrier recommence, et"
        " n'a qu'un jour le premier. Ce qu'elles comptent ensemble change avec le jour du mois.",
    ),
    help=Said(
        "write both in one way: `in last 30 days` and `from 60d ago to 30d ago`, or"
        " `in previous month` and `in this month`",
        "écrivez les deux de la même façon : `in last 30 days` et `from 60d ago to 30d ago`, ou"
        " `in previous month` et `in this month`",
    ),
    wrong="segment x: count of orders in this month > count of orders in last 30 days\n",
    right=(
        "segment x:\n  count of orders in last 30 days > count of orders from 60d ago to 30d ago\n"
    ),
    severity=Severity.WARNING,
)
_ONE = """segment a: frequency >= 4
  owner "crm"
  note "Les fidèles."
segment b: frequency = 1
"""
NO_OWNER = Message(
    code="SEG710",
    says=Said("`{name}` has no owner", "`{name}` n'a pas de responsable"),
    why=Said(
        "Who wonders about it does not know whom to ask.",
        "Qui s'interroge à son sujet ne sait pas à qui demander.",
    ),
    help=Said(
        'add a line such as `owner "crm"` below it',
        'ajoutez dessous une ligne comme `owner "crm"`',
    ),
    wrong=_ONE + '  note "Les autres."\n',
    right=_ONE + '  note "Les autres."\n  owner "crm"\n',
    severity=Severity.WARNING,
)
NO_NOTE = Message(
    code="SEG711",
    says=Said("`{name}` has no note", "`{name}` n'a pas de note"),
    why=Said(
        "Who finds it later does not know what it is for.",
        "Qui le trouvera plus tard ne saura pas à quoi il sert.",
    ),
    help=Said(
        'add a line such as `note "Whom we call first."` below it',
        'ajoutez dessous une ligne comme `note "Ceux que l\'on appelle en premier."`',
    ),
    wrong=_ONE + '  owner "crm"\n',
    right=_ONE + '  owner "crm"\n  note "Les autres."\n',
    severity=Severity.WARNING,
)
REVIEW_PASSED = Message(
    code="SEG712",
    says=Said(
        "`{name}` was to be reviewed by {day}, and it is {today}",
        "`{name}` était à revoir le {day} au plus tard, et nous sommes le {today}",
    ),
    why=Said(
        "Its author said that it may no longer be right after that day.",
        "Son auteur a dit qu'il ne serait peut-être plus juste après ce jour.",
    ),
    help=Said(
        "read the rule again, then write the next date",
        "relisez la règle, puis écrivez la prochaine date",
    ),
    wrong="segment x: frequency >= 4\n  review 2026-01-31\n",
    right="segment x: frequency >= 4\n  review 2027-01-31\n",
    severity=Severity.WARNING,
)
PRIVATE_COLUMN = Message(
    code="SEG713",
    says=Said(
        "`{column}` is personal, and no channel of `{name}` asks for it",
        "`{column}` est personnel, et aucun canal de `{name}` ne le demande",
    ),
    why=Said(
        "What is not exported cannot leak. A channel names what it needs:"
        " `channel email: email is known`.",
        "Ce qui n'est pas exporté ne peut pas fuir. Un canal nomme ce qu'il lui faut :"
        " `channel email: email is known`.",
    ),
    help=Said(
        "drop the column, or say why the message needs it:"
        " `# segdsl: allow SEG713 -- …` above the target",
        "retirez la colonne, ou dites pourquoi le message en a besoin :"
        " `# segdsl: allow SEG713 -- …` au-dessus de la cible",
    ),
    wrong=(
        "channel magasin: city is known\ntarget relance: vip\n  by magasin\n  columns city, email\n"
    ),
    right=(
        "channel courriel: email is known\n"
        "target relance: vip\n  by courriel\n  columns city, email\n"
    ),
    severity=Severity.WARNING,
)

# --- `# segdsl: allow CODE -- reason` ---

ALLOW_REASON = Message(
    code="SEG790",
    says=Said("`{text}` gives no reason", "`{text}` ne dit pas pourquoi"),
    why=Said(
        "Who reads it later must know whether the reason still holds.",
        "Qui le relira doit savoir si la raison tient toujours.",
    ),
    help=Said(
        "write it after two hyphens: `# segdsl: allow {codes} -- the reason`",
        "écrivez-le après deux tirets : `# segdsl: allow {codes} -- la raison`",
    ),
    wrong='# segdsl: allow SEG706\nsegment x: city != "Paris" and frequency >= 1\n',
    right=(
        "# segdsl: allow SEG706 -- a city that is missing is not Paris\n"
        'segment x: city != "Paris" and frequency >= 1\n'
    ),
    severity=Severity.WARNING,
)
ALLOW_NOTHING = Message(
    code="SEG791",
    says=Said("there is no {code} here to allow", "il n'y a pas de {code} à permettre ici"),
    why=Said(
        "It would hide the next one, which nobody has looked at.",
        "Il cacherait le prochain, que personne n'a regardé.",
    ),
    help=Said(
        "delete it, or put it above the declaration it is about: at the top of a file, apart from"
        " the first declaration, it is about the whole file",
        "retirez-le, ou placez-le au-dessus de la déclaration concernée : en tête de fichier, à"
        " l'écart de la première déclaration, il vaut pour tout le fichier",
    ),
    wrong="# segdsl: allow SEG706 -- no city is fine\nsegment x: frequency >= 4\n",
    right="segment x: frequency >= 4\n",
    severity=Severity.WARNING,
)
ALLOW_CODE = Message(
    code="SEG792",
    says=Said("`{code}` is not something to allow", "`{code}` ne peut pas être permis"),
    why=Said(
        "Warnings about segments can be allowed; errors are mended.",
        "On peut permettre les avertissements sur les segments ; les erreurs se corrigent.",
    ),
    help=Said(
        "write `# segdsl: allow {example} -- the reason`",
        "écrivez `# segdsl: allow {example} -- la raison`",
    ),
    wrong="# segdsl: allow SEG200 -- it will come\nsegment x: frequency >= 4\n",
    right="segment x: frequency >= 4\n",
    severity=Severity.WARNING,
)
