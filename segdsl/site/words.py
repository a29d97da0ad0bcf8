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
