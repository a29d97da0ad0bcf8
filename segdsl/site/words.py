"""What pages say around what is known: every heading and phrase once, in both languages."""

from segdsl.site.entries import Kind
from segdsl.text.diagnostics import Said

HEADINGS = {
    Kind.SEGMENT: Said("Segments", "Segments"),
    Kind.SEGMENTATION: Said("Segmentations", "Segmentations"),
    Kind.TARGET: Said("Targets", "Cibles"),
    Kind.METRIC: Said("Metrics", "Métriques"),
    Kind.LIST: Said("Lists", "Listes"),
    Kind.CHANNEL: Said("Channels", "Canaux"),
    Kind.DEFINE: Said("Rules with parameters", "Règles à paramètres"),
    Kind.PARAMETER: Said("Parameters", "Paramètres"),
    Kind.POPULATION: Said("Populations", "Populations"),
    Kind.SOURCE: Said("Sources", "Sources"),
}
ABOUT_PEOPLE = (Kind.SEGMENT, Kind.SEGMENTATION, Kind.TARGET, Kind.LIST, Kind.CHANNEL)
AS_OF = Said(
    "As of {day}: nothing that happened later counts.",
    "Au {day} : rien de ce qui est arrivé ensuite ne compte.",
)
WHERE_READ = Said("Figures of the warehouse `{name}`.", "Chiffres de l'entrepôt `{name}`.")
NO_FIGURES = Said(
    "Written without a warehouse: no figures.", "Écrit sans entrepôt : pas de chiffres."
)
OF_ALL = Said(
    "{size} {population} in all, worth {value} by {metric}.",
    "{size} {population} en tout, pour {value} selon {metric}.",
)
OF_ALL_UNWEIGHED = Said("{size} {population} in all.", "{size} {population} en tout.")
SIZE = Said("{size} of {whole} {population} ({share})", "{size} sur {whole} {population} ({share})")
VALUE = Said("worth {value}, {part} of the total", "pour {value}, soit {part} du total")
CONTACTED = Said("{count} contacted", "{count} sollicités")
CONTROL = Said("{count} kept apart as a control group", "{count} en groupe témoin")
NAME_HEAD = Said("Name", "Nom")
LABEL_HEAD = Said("Label", "Libellé")
SIZE_HEAD = Said("Size", "Effectif")
SHARE_HEAD = Said("Share", "Part")
VALUE_HEAD = Said("Value", "Valeur")
MEASURED_HEADS = (NAME_HEAD, LABEL_HEAD, SIZE_HEAD, SHARE_HEAD, VALUE_HEAD)
SAYS_HEAD = Said("Says", "Dit")
TYPE_HEAD = Said("Type", "Type")
NOTE_HEAD = Said("Values", "Valeurs")
WHO = Said("Who is in it", "Qui est dedans")
PROMISES = Said("What is expected of it", "Ce qui en est attendu")
CLASSES = Said("Classes, in order", "Classes, dans l'ordre")
WHAT = Said("What it means", "Ce que cela veut dire")
LINEAGE = Said("What leads to what", "Ce qui mène à quoi")
FIELDS = Said("Fields", "Champs")
AS_WRITTEN = Said("As written", "Tel qu'il est écrit")
SQL = Said("SQL for {dialect}", "SQL pour {dialect}")
MADE_OF = Said("Made of", "Fait de")
USED_BY = Said("Used by", "Utilisé par")
NOTHING = Said("nothing else", "rien d'autre")
NOBODY = Said("nothing yet", "rien pour l'instant")
GOAL = Said("Goal", "But")
OWNER = Said("Owner", "Responsable")
TAGS = Said("Tags", "Étiquettes")
REVIEW = Said("Review", "À revoir le")
LEADS_TO = Said("leads to {target}", "mène à {target}")
ONE_OF = Said("one of {options}", "parmi {options}")
KEY = Said("key", "clé")
AT = Said("when it happened", "quand cela a eu lieu")
PERSONAL = Said(
    "{count} personal fields are not shown.", "{count} champs personnels ne sont pas montrés."
)
ONE_PERSONAL = Said("One personal field is not shown.", "Un champ personnel n'est pas montré.")

# --- the site in HTML ---

ONE_OF_KIND = {
    Kind.SEGMENT: Said("Segment", "Segment"),
    Kind.SEGMENTATION: Said("Segmentation", "Segmentation"),
    Kind.CLASS: Said("Class", "Classe"),
    Kind.TARGET: Said("Target", "Cible"),
    Kind.METRIC: Said("Metric", "Métrique"),
    Kind.LIST: Said("List", "Liste"),
    Kind.CHANNEL: Said("Channel", "Canal"),
    Kind.DEFINE: Said("Rule with parameters", "Règle à paramètres"),
    Kind.PARAMETER: Said("Parameter", "Paramètre"),
    Kind.POPULATION: Said("Population", "Population"),
    Kind.SOURCE: Said("Source", "Source"),
}
SKIP = Said("Skip to the content", "Aller au contenu")
THEME = Said("Light or dark", "Clair ou sombre")
IN_LANGUAGE = Said("In English", "En français")
SEARCH = Said("Search", "Rechercher")
SEARCH_HINT = Said("a name, a word…", "un nom, un mot…")
KIND_HEAD = Said("Kind", "Nature")
ALL_KINDS = Said("All kinds", "Toutes les natures")
ALL_TAGS = Said("All tags", "Toutes les étiquettes")
ALL_OWNERS = Said("All owners", "Tous les responsables")
CLEAR = Said("Clear", "Effacer")
SHOWN = Said("{shown} of {all} shown", "{shown} sur {all} affichés")
NONE_SHOWN = Said("Nothing fits. Try another word.", "Rien ne convient. Essayez un autre mot.")
TREND_HEAD = Said("Trend", "Tendance")
CHANGE_HEAD = Said("3 months", "3 mois")
COVERED = Said("in at least one segment", "dans au moins un segment")
REACHABLE = Said("reachable by {channel}", "joignables par {channel}")
OF_CUSTOMERS = Said("{share} of {population}", "{share} des {population}")
OF_VALUE = Said("{part} of the value", "{part} de la valeur")
SINCE = Said("since {day}", "depuis le {day}")
TOO_FEW = Said(
    "Groups of fewer than {least} are not told: neither their number nor their value.",
    "Les groupes de moins de {least} ne sont pas détaillés : ni effectif, ni valeur.",
)
KEPT = Said("kept", "tenu")
BROKEN = Said("not kept", "non tenu")
MEASURED = Said("measured: {measured}", "mesuré : {measured}")
AUDIT = Said("Is it a good segment?", "Est-ce un bon segment ?")
MET = Said("good", "bien")
TO_LOOK_AT = Said("look", "à voir")
NOT_MEASURED = Said("not known", "inconnu")
PICTURES = Said("In pictures", "En images")
TABLE_OF = Said("The figures of this picture", "Les chiffres de cette image")
UNKNOWN = Said("What is not known", "Ce qui n'est pas connu")
UNKNOWN_LAW = Said(
    "A missing value fits no positive test, and a negation keeps it: nobody is guessed.",
    "Une valeur manquante ne satisfait aucun test positif, une négation la garde :"
    " personne n'est deviné.",
)
UNKNOWN_FOR = Said(
    "{size} {population} ({share}): {value} unknown",
    "{size} {population} ({share}) : valeur inconnue pour {value}",
)
EXAMPLES = Said("Examples", "Exemples")
COPY = Said("Copy", "Copier")
COPY_OF = Said("Copy: {what}", "Copier : {what}")
COPIED = Said("Copied", "Copié")
LINKS = Said("What it touches", "Ce qu'il touche")
ON_THIS_PAGE = Said("On this page", "Sur cette page")
FACTS = Said("Facts", "Fiche")
PLACE = Said("Written in", "Écrit dans")
VOCABULARY = Said("What segments are made of", "De quoi sont faits les segments")
CLASSES_FOUND = Said(
    "Classes, as the data have them", "Classes, telles que les données les donnent"
)
CLOSED = Said(
    "They are values of a personal field, and are not shown.",
    "Ce sont les valeurs d'un champ personnel : elles ne sont pas montrées.",
)
HIDDEN_TEXTS = Said(
    "A text compared with a personal field stands here as …; `segdsl compile {name}` prints it.",
    "Un texte comparé à un champ personnel est remplacé ici par … ; `segdsl compile {name}`"
    " l'affiche.",
)
CLASS_HEAD = Said("Class", "Classe")
MADE_BY = Said(
    "Written by segdsl from the project's own text: words, SQL and figures have one meaning.",
    "Écrit par segdsl à partir du texte du projet : mots, SQL et chiffres ont un seul sens.",
)
SQL_OF = Said("SQL", "SQL")
ENTRY_TITLE = Said("{label} – {project}", "{label} – {project}")
