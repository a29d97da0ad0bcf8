"""What is said about comparing two versions: git, and versions that cannot be compared."""

from segdsl.text.diagnostics import Message, Said, Severity

_WHY_GIT = Said(
    "Versions are read from git; nothing is checked out and no file is touched.",
    "Les versions sont lues dans git ; rien n'est extrait, aucun fichier n'est touché.",
)

NO_GIT = Message(
    code="SEG650",
    says=Said("`git` cannot be run: {reason}", "`git` ne peut être lancé : {reason}"),
    help=Said("install git, or put it on the path", "installez git, ou ajoutez-le au chemin"),
    why=_WHY_GIT,
)
NO_REPOSITORY = Message(
    code="SEG651",
    says=Said("`{folder}` is in no git repository", "`{folder}` n'est dans aucun dépôt git"),
    help=Said(
        "`git init` and a first commit keep what a project says today",
        "`git init` et un premier commit gardent ce que le projet dit aujourd'hui",
    ),
    why=_WHY_GIT,
)
UNKNOWN_REVISION = Message(
    code="SEG652",
    says=Said(
        "`{revision}` is no revision of this repository",
        "`{revision}` n'est pas une révision de ce dépôt",
    ),
    help=Said(
        "a branch, a tag or a commit, as `git log` names them",
        "une branche, une étiquette ou un commit, tels que `git log` les nomme",
    ),
    why=_WHY_GIT,
)
SHALLOW = Said(
    "this is a shallow clone, without its history: `git fetch --unshallow` brings it"
    " (on GitHub, `fetch-depth: 0`)",
    "ce clone est superficiel, sans son historique : `git fetch --unshallow` l'apporte"
    " (sur GitHub, `fetch-depth: 0`)",
)
NO_PROJECT_THEN = Message(
    code="SEG653",
    says=Said(
        "there was no segdsl.toml in this folder at `{revision}`",
        "il n'y avait pas de segdsl.toml dans ce dossier à `{revision}`",
    ),
    help=Said(
        "compare with a commit that has the project",
        "comparez avec un commit où le projet existe",
    ),
    why=Said(
        "A project is compared with itself, at the same place of the repository.",
        "Un projet se compare à lui-même, au même endroit du dépôt.",
    ),
)
NO_COMMON_COMMIT = Message(
    code="SEG654",
    says=Said(
        "`{one}` and `{other}` have no commit in common",
        "`{one}` et `{other}` n'ont aucun commit commun",
    ),
    help=Said(
        "`{one}..{other}` compares the two as they are",
        "`{one}..{other}` compare les deux telles quelles",
    ),
    why=Said(
        "`A...B` compares B with the commit where it left A.",
        "`A...B` compare B au commit où elle s'est séparée de A.",
    ),
)
GIT_REFUSED = Message(
    code="SEG655",
    says=Said(
        "git could not read the version: {reason}",
        "git n'a pas pu lire la version : {reason}",
    ),
    why=_WHY_GIT,
)
OLD_ERRORS = Message(
    code="SEG656",
    says=Said(
        "the version `{revision}` has errors ({first}): only texts are compared, not meanings",
        "la version `{revision}` a des erreurs ({first}) : on compare des textes, pas des sens",
    ),
    help=Said(
        "`segdsl check` in that version lists them",
        "`segdsl check` dans cette version les énumère",
    ),
    why=Said(
        "A text with errors has no meaning that could be compared.",
        "Un texte avec des erreurs n'a pas de sens que l'on puisse comparer.",
    ),
    severity=Severity.WARNING,
)
NO_FIGURES = Message(
    code="SEG657",
    says=Said(
        "no figures, the warehouse cannot be asked: {reason}",
        "pas de chiffres, l'entrepôt ne peut être interrogé : {reason}",
    ),
    help=Said(
        "`--no-warehouse` compares in words only; `--warehouse NAME` insists on figures",
        "`--no-warehouse` compare en mots seulement ; `--warehouse NOM` exige des chiffres",
    ),
    why=Said(
        "What changed in words is told even where rows are out of reach.",
        "Ce qui change en mots se dit même là où les données sont hors d'atteinte.",
    ),
    severity=Severity.WARNING,
)
OLD_UNFIT = Message(
    code="SEG658",
    says=Said(
        "the old version does not fit the warehouse any more: {reason}",
        "l'ancienne version ne correspond plus à l'entrepôt : {reason}",
    ),
    help=Said(
        "sizes are those of the new version alone",
        "les effectifs sont ceux de la nouvelle version seule",
    ),
    why=Said(
        "Who enters and who leaves is counted by both rules on the same rows.",
        "Qui entre et qui sort se compte avec les deux règles sur les mêmes données.",
    ),
    severity=Severity.WARNING,
)
NO_KEYS_IN_MARKDOWN = Message(
    code="SEG659",
    says=Said(
        "`--members` names customers, and Markdown is made to be posted",
        "`--members` nomme des clients, et le Markdown est fait pour être publié",
    ),
    help=Said(
        "`--members N` goes with `--format text` or `json`",
        "`--members N` va avec `--format text` ou `json`",
    ),
    why=Said(
        "Keys of customers are personal data.",
        "Les clés des clients sont des données personnelles.",
    ),
)
OLD_SETTINGS = Message(
    code="SEG660",
    says=Said(
        "segdsl.toml of the version `{revision}` cannot be used: {reason}",
        "segdsl.toml de la version `{revision}` est inutilisable : {reason}",
    ),
    help=Said(
        "compare with a commit where it can be",
        "comparez avec un commit où il l'est",
    ),
    why=Said(
        "Without its time zone a version has no meaning that could be compared.",
        "Sans son fuseau horaire, une version n'a pas de sens que l'on puisse comparer.",
    ),
)
