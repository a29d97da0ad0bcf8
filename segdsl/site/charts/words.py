"""What pictures say: every phrase once, in both languages."""

from segdsl.text.diagnostics import Language, Said

SHORT_MONTHS: dict[Language, tuple[str, ...]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "fr": (
        "janv.", "févr.", "mars", "avr.", "mai", "juin",
        "juil.", "août", "sept.", "oct.", "nov.", "déc.",
    ),
}  # fmt: skip
DAYS = Said("{count} d", "{count} j")
SIZE = Said("Size", "Effectif")
SHARE = Said("Share", "Part")
VALUE = Said("Value", "Valeur")
MISSING = Said("Missing", "Valeur inconnue")
NAMED = Said("{whole}: {part}", "{whole} : {part}")
REACHED = Said("Reachable by {channel}", "Joignables par {channel}")
CONTACTED = Said("{target}, contacted", "{target}, sollicités")
CONTROL = Said("{target}, control group", "{target}, groupe témoin")
WHOSE = Said("whose ", "dont ")  # as clauses begin after the noun of customers
NO_CLASS = Said("In no class", "Sans classe")

# --- attrition ---

ATTRITION = Said("Who is left, condition by condition", "Qui reste, condition après condition")
CONDITION = Said("Condition", "Condition")
LEFT = Said("Left after it", "Restent ensuite")
ALONE = Said("By itself", "À elle seule")
WITHOUT = Said("Without it", "Sans elle")
ALL = Said("All {population}", "Ensemble : {population}")
NOT_BEFORE = Said("in none of the classes above", "dans aucune des classes précédentes")
GATE = Said("the limit of the target", "la limite de la cible")
FEWER = Said("{count} fewer", "{count} de moins")
HARDLY = Said("hardly anybody fewer", "presque personne de moins")
NOBODY_FEWER = Said("nobody fewer", "personne de moins")
IF_WITHOUT = Said("without this one it would be {count}", "sans celle-ci, ce serait {count}")
BITES = Said("Bites most: without it, {count}", "Celle qui pèse le plus : sans elle, {count}")
BITES_MOST = Said(
    "What bites most: {condition}. Without it there would be {without} instead of {size}.",
    "Ce qui pèse le plus : {condition}. Sans cela, il y en aurait {without} au lieu de {size}.",
)
LEFT_OF_ALL = Said(
    "Of {start} {population}, {size} are left.", "Sur {start} {population}, il en reste {size}."
)

# --- fragility ---

FRAGILITY = Said(
    "If a limit stood a little lower or higher", "Si un seuil était un peu plus bas ou plus haut"
)
LOWER = Said("Lower", "Plus bas")
HIGHER = Said("Higher", "Plus haut")
AS_WRITTEN = Said("as written", "tel quel")
AT_LIMIT = Said("{place} ({limit})", "{place} ({limit})")
LIMIT = Said("Limit", "Seuil")
MOVES_MOST = Said(
    "What moves the size most: {condition}. {low} with {low_limit}, {size} as written,"
    " {high} with {high_limit}.",
    "Ce qui fait le plus varier l'effectif : {condition}. {low} avec {low_limit}, {size} tel quel,"
    " {high} avec {high_limit}.",
)
MOVES_NOBODY = Said(
    "Moving a limit a little changes the size by hardly anybody.",
    "Déplacer un peu un seuil ne change presque pas l'effectif.",
)

# --- overlaps ---

OVERLAPS = Said("Where else its members are", "Où sont aussi ses membres")
OTHER = Said("Also in", "Aussi dans")
SHARED = Said("Members of both", "Membres des deux")
SHARE_OF_MEMBERS = Said("Share of its members", "Part de ses membres")
OVERLAP_MOST = Said(
    "{share} of its members are also in “{other}”.",
    "{share} de ses membres sont aussi dans « {other} ».",
)
OVERLAP_TIMES = Said(
    "{share} of its members are also in “{other}”: {times} as many as among all {population}.",
    "{share} de ses membres sont aussi dans « {other} » : {times} la part de l'ensemble"
    " ({population}).",
)
USUAL = Said("among all {population}", "dans l'ensemble : {population}")

# --- how values lie ---

PLACED = Said("{metric}: inside and outside", "{metric} : dedans et dehors")
LIES = Said("{metric}: how it lies", "{metric} : répartition")
INSIDE = Said("in it: {count}", "dedans : {count}")
OUTSIDE = Said("not in it: {count}", "dehors : {count}")
INSIDE_HEAD = Said("In it", "Dedans")
OUTSIDE_HEAD = Said("Not in it", "Dehors")
PER_STEP = Said("{population} per step of {step}", "{population} par tranche de {step}")
PER_VALUE = Said("{population} per value", "{population} par valeur")
FROM_TO = Said("{low} to under {high}", "de {low} à moins de {high}")
AND_MORE = Said("{low} and more", "{low} et plus")
BEYOND = Said("{low} and more: {count}", "{low} et plus : {count}")
BEYOND_BOTH = Said(
    "{low} and more: {inside} in it, {outside} not in it",
    "{low} et plus : {inside} dedans, {outside} dehors",
)
WHERE = Said("Where", "Où")
LIMIT_AT = Said("limit {value}", "seuil {value}")
LIMIT_BEYOND = Said("limit {value} →", "seuil {value} →")
MISSING_BOTH = Said(
    "Value missing: {inside} in it, {outside} not in it",
    "Valeur inconnue : {inside} dedans, {outside} dehors",
)
MISSING_ALL = Said("Value missing: {count}", "Valeur inconnue : {count}")
MEDIANS = Said(
    "Half of those in it are at {inside} or more; of those not in it, at {outside} or more.",
    "La moitié de ceux qui sont dedans sont à {inside} ou plus ; dehors, à {outside} ou plus.",
)
KNOWN = Said("“{metric}” is known for {count}.", "« {metric} » est connu pour {count}.")
DECILES = Said(
    "A tenth are below {first}, half are at {median} or more, a tenth at {ninth} or more.",
    "Un dixième sont au-dessous de {first}, la moitié à {median} ou plus,"
    " un dixième à {ninth} ou plus.",
)
MOST_COMMON = Said(
    "The most common is {value}: {count}.", "La plus fréquente est {value} : {count}."
)
VALUES = Said("Values", "Valeurs")
TENTHS = Said(
    "A tenth of them between two strokes, half on each side of the tall one",
    "Un dixième entre deux traits, la moitié de chaque côté du plus haut",
)

# --- over time ---

TREND = Said(
    "Size over time, who enters and who leaves",
    "L'effectif dans le temps, les entrées et les sorties",
)
DAY = Said("Day", "Jour")
ENTERED = Said("Entered", "Entrés")
GONE = Said("Left", "Sortis")
ENTER = Said("who enters", "qui entre")
LEAVE = Said("who leaves", "qui sort")
GREW = Said(
    "From {first} on {first_day} to {last} on {last_day}: {change} more.",
    "De {first} le {first_day} à {last} le {last_day} : {change} de plus.",
)
SHRANK = Said(
    "From {first} on {first_day} to {last} on {last_day}: {change} fewer.",
    "De {first} le {first_day} à {last} le {last_day} : {change} de moins.",
)
STEADY = Said(
    "{first} on {first_day}, {last} on {last_day}.", "{first} le {first_day}, {last} le {last_day}."
)

# --- classes ---

CLASSES = Said("Its classes, and what they hold", "Ses classes, et ce qu'elles pèsent")
CLASS = Said("Class", "Classe")
OF_CUSTOMERS = Said("share of customers", "part des effectifs")
OF_VALUE = Said("share of {metric}", "part de {metric}")
LARGEST = Said(
    "The largest class is “{label}”: {share}.", "La plus grande classe est « {label} » : {share}."
)
CLASS_HOLDS = Said(
    "“{label}” is {share} of all and holds {part} of “{metric}”.",
    "« {label} » : {share} des effectifs, {part} de « {metric} ».",
)

# --- scores ---

GRID = Said("Recency and frequency, by score", "Récence et fréquence, par note")
BEST_SCORE = Said("score of {metric}, 5 is best", "note de {metric}, 5 est la meilleure")
EACH = Said("Value of each", "Valeur de chacun")
SECOND_FIGURE = Said("below each count: average {metric}", "sous l'effectif : {metric}, en moyenne")
BEST_CELL = Said("{share} have the best score in both.", "{share} ont la meilleure note aux deux.")
BEST_CELL_HOLDS = Said(
    "{share} have the best score in both, and hold {part} of “{metric}”.",
    "{share} ont la meilleure note aux deux, et pèsent {part} de « {metric} ».",
)

# --- profile ---

PROFILE = Said("Against the average", "Par rapport à la moyenne")
KNOWN_ONLY = Said(
    "Of those whose value is known, apart from the last bars",
    "Parmi ceux dont la valeur est connue, sauf les dernières barres",
)
UNKNOWN = Said("Value missing, of all", "Valeur inconnue, sur l'ensemble")
PROFILE_MOST = Said(
    "Furthest from the average: “{metric}”, {times} that of everybody.",
    "Le plus loin de la moyenne : « {metric} », {times} celle de l'ensemble.",
)
METRIC = Said("Metric", "Métrique")
EVERYBODY = Said("Everybody", "Ensemble")
TIMES = Said("Ratio", "Rapport")
CATEGORIES = Said("Who they are", "Qui ils sont")
FIELD = Said("Field", "Champ")
VALUE_OF_FIELD = Said("Value", "Valeur")
OTHERS = Said("{count} others", "{count} autres")
CATEGORY_NONE = Said("No field sets them apart much.", "Aucun champ ne les distingue beaucoup.")
CATEGORY_MOST = Said(
    "What sets them apart most: {field}, {value}: {inside} of those in it,"
    " {outside} of the others.",
    "Ce qui les distingue le plus : {field}, {value} : {inside} de ceux qui sont dedans,"
    " {outside} des autres.",
)

# --- flow ---

FLOW = Said("Who changed class", "Qui a changé de classe")
NO_CLASS_OR_NEW = Said("No class, or not there", "Sans classe, ou absents")
CLASS_ON = Said("Class on {day}", "Classe au {day}")
NOBODY_MOVED = Said(
    "Nobody changed class between {then} and {now}.",
    "Personne n'a changé de classe entre le {then} et le {now}.",
)
MOST_MOVED = Said(
    "Between {then} and {now} most moved from “{before}” to “{after}”: {count}.",
    "Entre le {then} et le {now}, le plus grand mouvement va de « {before} » à « {after} » :"
    " {count}.",
)
STAYED = Said("stayed, or came from no class", "restés, ou venus d'aucune classe")
MOVED_UP = Said("moved to a class above", "passés dans une classe au-dessus")
MOVED_DOWN = Said("moved to a class below", "passés dans une classe au-dessous")

# --- many segments ---

MATRIX = Said(
    "Overlaps: how much of a row is inside a column",
    "Recouvrements : la part de la ligne qui est dans la colonne",
)
MATRIX_READS = Said(
    "Read along a row: of its members, the percentage who are also in each column.",
    "Se lit en ligne : la part de ses membres, en pour cent, qui sont aussi dans chaque colonne.",
)
MATRIX_MOST = Said(
    "{share} of “{one}” are also in “{other}”. Read along a row, in percent.",
    "{share} de « {one} » sont aussi dans « {other} ». Se lit en ligne, en pour cent.",
)
OF_WHOM = Said("Of those in", "Parmi")
COMBINATIONS = Said("Exact combinations", "Combinaisons exactes")
JUST_IN = Said("Only in these and in no other segment", "Dans ceux-ci et dans aucun autre segment")
IN_NONE = Said("In no segment", "Dans aucun segment")
COMBINATION_MOST = Said(
    "Only in these and in no other segment: {names}, {count}.",
    "Dans ceux-ci et dans aucun autre segment : {names}, {count}.",
)
MORE_COMBINATIONS = Said(
    "In all other combinations: {count}.",
    "Dans toutes les autres combinaisons : {count}.",
)

# --- lineage ---

LINEAGE = Said("What rests on what", "Ce qui repose sur quoi")
NAME = Said("Name", "Nom")
RESTS_ON = Said("Rests on", "Repose sur")
RESTS = Said(
    "Segments and segmentations: {segments}; measures: {measures}; tables: {tables}.",
    "Segments et segmentations : {segments} ; mesures : {measures} ; tables : {tables}.",
)
CARRIES = Said(
    "“{label}” carries most: {count} of them name it.",
    "« {label} » en porte le plus : {count} le nomment.",
)
TABLES = Said("Tables", "Tables")
FIELDS = Said("Fields, parameters", "Champs, paramètres")
MEASURES = Said("Metrics, lists, rules", "Métriques, listes, règles")
SEGMENTS = Said("Segments", "Segments")
TARGETS = Said("Targets", "Cibles")

# --- values that are no numbers ---

YES = Said("Yes", "Oui")
NO = Said("No", "Non")
ALL_OTHERS = Said("All others", "Toutes les autres")
UNTIL = Said("Before {year}", "Avant {year}")
