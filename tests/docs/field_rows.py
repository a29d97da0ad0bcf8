"""What practitioners of segmentation ask for, row by row, in English and in French."""

from __future__ import annotations

from dataclasses import dataclass

from segdsl.text.diagnostics import Said


@dataclass(frozen=True, slots=True)
class Row:
    """`id` is the tag of the declarations that answer it, in capitals."""

    id: str
    title: Said
    text: Said


TITLE = Said("What people ask of segments", "Ce qu'on demande aux segments")
OTHER = Said("[En français](field.fr.md)", "[In English](field.md)")
INTRODUCTION = Said(
    """\
Guides for marketers and the tools that they use ask for much the same things. Here they are, each
with the rules that answer it, as they stand in the example of a retailer,
[examples/boutique](../examples/boutique/README.md): its files carry the id of each row as a tag
(`segdsl run tag:d1`), and so do those of
[complete_journey](../examples/complete_journey/README.md), on real purchases. This page is printed from those files by a test, and each row has a small
world made by hand, whose members the interpreter, DuckDB and PostgreSQL must all find.""",
    """\
Les guides du métier et les outils des marketeurs demandent à peu près les mêmes choses. Les voici,
chacune avec les règles qui y répondent, telles qu'elles sont dans l'exemple d'une enseigne,
[examples/boutique](../examples/boutique/README.md) : ses fichiers portent l'identifiant de chaque
ligne comme étiquette (`segdsl run tag:d1`), et ceux de
[complete_journey](../examples/complete_journey/README.md) aussi, sur des achats réels. Un test imprime cette page à partir de ces fichiers, et
chaque ligne a son petit monde fait à la main, dont l'interpréteur, DuckDB et PostgreSQL doivent
trouver les mêmes membres.""",
)

NINE = (
    Row(
        "D1",
        Said("RFM: recency, frequency, amount", "RFM : récence, fréquence, montant"),
        Said(
            "Each of the three is noted from 5 (the best fifth) to 1, among those who bought this"
            " year; classes give names to the notes. `better` says which end of a metric is the"
            " good one, so a score is never upside down.",
            "Chacun des trois est noté de 5 (le meilleur cinquième) à 1, parmi ceux qui ont acheté"
            " dans l'année ; les classes donnent des noms aux notes. `better` dit quel bout d'une"
            " mesure est le bon : une note n'est jamais à l'envers.",
        ),
    ),
    Row(
        "D2",
        Said("Small, medium, large", "Petits, moyens, gros (PMG)"),
        Said(
            "The largest customers, who make half of the revenue by themselves; those who bring it"
            " to 80 %; the others. A customer's cumulative share is what those strictly before hold.",
            "Les plus gros clients, qui font à eux seuls la moitié du chiffre d'affaires ; ceux qui"
            " mènent à 80 % ; les autres. La part cumulée d'un client est ce que détiennent ceux"
            " d'avant.",
        ),
    ),
    Row(
        "D3",
        Said("Customer value", "Valeur client"),
        Said(
            "What a model expects of a customer's years to come is a source like any other: the"
            " last note of the week, missing for those whom it did not note.",
            "Ce qu'un modèle attend des années à venir d'un client est une source comme une autre :"
            " la dernière note de la semaine, inconnue pour qui n'en a pas.",
        ),
    ),
    Row(
        "D4",
        Said("Product affinity", "Affinité produit"),
        Said(
            "By the share of what they spend, by the shelf that comes back most, or where most of"
            " the money goes.",
            "Par la part de la dépense, par le rayon qui revient le plus, ou par celui où va"
            " l'argent.",
        ),
    ),
    Row(
        "D5",
        Said("Channel affinity", "Affinité canal"),
        Said(
            "The channel by which they answer, not the one by which they are written to.",
            "Le canal par lequel ils répondent, non celui par lequel on leur écrit.",
        ),
    ),
    Row(
        "D6",
        Said("Loyalty rate", "Taux de fidélité"),
        Said(
            "From ambassadors to those who left: referrals, a model's risk, and each customer's"
            " own rhythm, which a fixed number of days misses.",
            "Des ambassadeurs à ceux qui partent : parrainages, risque selon un modèle, et le rythme"
            " propre à chacun, qu'un nombre de jours fixe ne voit pas.",
        ),
    ),
    Row(
        "D7",
        Said("Profile", "Profil"),
        Said(
            "Fields of the customer, and of what the customer refers to: the store, the"
            " département.",
            "Les champs du client, et ceux de ce à quoi il se rattache : le magasin, le département.",
        ),
    ),
    Row(
        "D8",
        Said("Life cycle", "Cycle de vie"),
        Said(
            "Where the relation stands, who has just come back, and who moved: `as of` looks at"
            " another day without any stored history.",
            "Où en est la relation, qui revient vite, et qui a bougé : `as of` regarde un autre jour"
            " sans qu'aucun historique soit tenu.",
        ),
    ),
    Row(
        "D9",
        Said("Moments of life", "Moments de vie"),
        Said(
            "A birth, a move, a first job, retirement: events with a day, and a window.",
            "Une naissance, un déménagement, un premier emploi, la retraite : des événements datés,"
            " et une fenêtre.",
        ),
    ),
)
CRITERIA = (
    Row(
        "C1",
        Said("Age, sex, income, family", "Âge, sexe, revenu, famille"),
        Said(
            "Declared bands are checked against the model, ages step on birthdays, and what is"
            " unknown is never counted as an answer: it can be asked for.",
            "Les tranches déclarées sont vérifiées d'après le modèle, l'âge change à l'anniversaire,"
            " et l'inconnu n'est jamais pris pour une réponse : on peut le demander.",
        ),
    ),
    Row(
        "C2",
        Said("Birthday campaigns", "Campagnes d'anniversaire"),
        Said(
            "Windows of birthdays cross the end of the year, and 29 February is 1 March in common"
            " years.",
            "La fenêtre passe la fin de l'année, et le 29 février est le 1er mars les années"
            " communes.",
        ),
    ),
    Row(
        "C3",
        Said(
            "Store of record and stores of purchase; several channels",
            "Magasin de rattachement et magasins d'achat ; plusieurs canaux",
        ),
        Said(
            "An order of the web has no store. A negation keeps what is unknown, so the rule says"
            " `store is known` where it means it.",
            "Une commande du web n'a pas de magasin. Une négation garde l'inconnu : la règle dit"
            " donc `store is known` là où elle le veut.",
        ),
    ),
    Row(
        "C4",
        Said("Zone", "Zone géographique"),
        Said(
            "City, département, a radius round a place, visitors from abroad who came once: whose"
            " country is unknown is no visitor from abroad.",
            "Ville, département, rayon autour d'un lieu, étrangers venus une fois : un pays inconnu"
            " n'est pas un pays étranger.",
        ),
    ),
    Row(
        "C5",
        Said(
            "Average basket, frequency, products and brands",
            "Panier moyen, fréquence, produits et marques",
        ),
        Said(
            "What they spend at a time, how often and when they come, what they buy again.",
            "Ce qu'ils dépensent à chaque fois, à quelle fréquence et quand ils viennent, ce qu'ils"
            " rachètent.",
        ),
    ),
    Row(
        "C6",
        Said("Always on promotion, or never", "Toujours en promotion, ou jamais"),
        Said(
            "A share of lines, and lines enough for a share to mean something.",
            "Une part des lignes, et assez de lignes pour qu'une part ait un sens.",
        ),
    ),
    Row(
        "C7",
        Said("Lifestyle, opinions, surveys", "Style de vie, opinions, enquêtes"),
        Said(
            "What they answered, and who was asked and did not answer.",
            "Ce qu'ils ont répondu, et qui a été interrogé sans répondre.",
        ),
    ),
    Row(
        "C8",
        Said("VIPs", "VIP"),
        Said(
            "By revenue, by years, or store by store. Equal customers are in together.",
            "Par le chiffre d'affaires, par l'ancienneté, ou magasin par magasin. Les ex æquo entrent"
            " ensemble.",
        ),
    ),
    Row(
        "C9",
        Said("Influencers known to the shop", "Influenceurs connus du magasin"),
        Said(
            "A list kept by hand, under version control, whose lines may end on a day. Who is not a"
            " customer is counted, and is nobody's member.",
            "Une liste tenue à la main, sous gestion de versions, dont les lignes peuvent expirer."
            " Qui n'est pas client est compté, et n'est membre de rien.",
        ),
    ),
    Row(
        "C10",
        Said("Response to campaigns", "Réponse aux campagnes"),
        Said(
            "Opened, clicked, answered an offer; sent and not opened within the week; a quote then"
            " an order; a cart left behind; the level of activity.",
            "A ouvert, cliqué, répondu à une offre ; reçu et pas ouvert dans la semaine ; un devis"
            " puis une commande ; un panier abandonné ; le niveau d'activité.",
        ),
    ),
    Row(
        "C11",
        Said("Plans, and newcomers who need help", "Formules, et nouveaux à aider"),
        Said(
            "The plan is that of the last contract which began.",
            "La formule est celle du dernier contrat commencé.",
        ),
    ),
    Row(
        "C12",
        Said("Companies", "Entreprises"),
        Said(
            "Companies are a population of their own: size, revenue, sector, age, usage, people in"
            " the decision. A rate without a denominator is missing, never 0.",
            "Les entreprises sont une population à elles : taille, chiffre d'affaires, secteur, âge,"
            " usage, personnes de la décision. Un taux sans dénominateur est inconnu, jamais 0.",
        ),
    ),
    Row(
        "C13",
        Said("Temperaments", "Tempéraments"),
        Said(
            "Demanding, complaining, undecided: from signals of service, or coded by an advisor.",
            "Exigeants, râleurs, indécis : d'après les signaux du service, ou codés par un conseiller.",
        ),
    ),
    Row(
        "C14",
        Said(
            "Prospects, suppliers, staff, territories",
            "Prospects, fournisseurs, salariés, territoires",
        ),
        Said(
            "Five populations, in the same words. One may be a source of another: employees say"
            " which customers are staff, to be left out.",
            "Cinq populations, dans les mêmes mots. L'une peut être la source d'une autre : les"
            " salariés disent quels clients sont du personnel, à exclure.",
        ),
    ),
)
QUALITY = (
    Row(
        "Q1",
        Said("Quantifiable", "Quantifiable"),
        Said(
            "`segdsl run` gives size, share and value of every segment; `segdsl docs` puts them on"
            " its page.",
            "`segdsl run` donne l'effectif, la part et la valeur de chaque segment ; `segdsl docs`"
            " les met sur sa page.",
        ),
    ),
    Row(
        "Q2",
        Said("Profitable", "Rentable"),
        Said(
            "What a segment must weigh is written beside it with `expect`, and shown on its page."
            " `segdsl test` compares it with the data: an expectation that does not hold is said with"
            " what was found, and fails the run.",
            "Ce qu'un segment doit peser est écrit avec lui par `expect`, et sa page le montre."
            " `segdsl test` le compare aux données : une attente déçue est dite avec ce qui a été"
            " trouvé, et fait échouer la commande.",
        ),
    ),
    Row(
        "Q3",
        Said("Accessible", "Accessible"),
        Said(
            "A channel says once who can be reached, with their consent; a segment may be asked for by"
            " channel, and expect a reach, which `segdsl test` measures.",
            "Un canal dit une fois qui peut être joint, avec son accord ; un segment peut demander un"
            " canal, et attendre une portée, que `segdsl test` mesure.",
        ),
    ),
    Row(
        "Q4",
        Said("Distinct", "Distinct"),
        Said(
            "Classes never overlap. `exclusive` asks for a proof of it in any order of the classes,"
            " `expect overlap` says how far two segments may meet.",
            "Les classes ne se recoupent jamais. `exclusive` en demande la preuve quel que soit leur"
            " ordre, `expect overlap` dit jusqu'où deux segments peuvent se recouper.",
        ),
    ),
    Row(
        "Q5",
        Said("Validated", "Validé"),
        Said(
            "`goal`, `owner` and `review` stand beside the rule and on its page: who answers for it,"
            " what for, until when.",
            "`goal`, `owner` et `review` sont à côté de la règle et sur sa page : qui en répond, pour"
            " quoi faire, jusqu'à quand.",
        ),
    ),
)
TARGETS = (
    Row(
        "T1",
        Said(
            "A segment lasts, a target is drawn once",
            "Le segment dure, la cible est tirée une fois",
        ),
        Said(
            "The segment is reused; the target takes from it those who get one message."
            " `segdsl target NAME draw` freezes them, with the rule and its revision; `export` hands"
            " over those who were drawn and can still be reached, and adds nobody.",
            "Le segment sert plusieurs fois ; la cible y prend qui reçoit un message."
            " `segdsl target NOM draw` les fige, avec la règle et sa révision ; `export` remet ceux"
            " qui ont été tirés et qu'on peut encore joindre, et n'ajoute personne.",
        ),
    ),
    Row(
        "T2",
        Said(
            "Consent, exclusions, pressure, control, budget",
            "Consentement, exclusions, pression, témoin, budget",
        ),
        Said(
            "Gates that no `or` can bypass, applied in the order in which they are written.",
            "Des barrières qu'aucun `or` ne contourne, appliquées dans l'ordre où elles sont écrites.",
        ),
    ),
    Row(
        "T3",
        Said("Try an offer on a stable group", "Essayer une offre sur un groupe stable"),
        Said(
            "Chance that stays: the same people at every run, on every engine.",
            "Un hasard qui ne bouge pas : les mêmes gens à chaque exécution, sur chaque moteur.",
        ),
    ),
    Row(
        "T4",
        Said("Performance over time", "Performance dans le temps"),
        Said(
            "Each `segdsl publish` keeps size and statistics, and who entered and left, under the rule"
            " of that day: `segdsl history` tells them, in tables open to any tool. The page of a"
            " segment draws its size over the last year, under today's rule.",
            "Chaque `segdsl publish` garde l'effectif, les statistiques, et qui est entré ou sorti, selon"
            " la règle du jour : `segdsl history` les raconte, dans des tables ouvertes à tout outil."
            " La page d'un segment dessine son effectif sur un an, selon la règle d'aujourd'hui.",
        ),
    ),
    Row(
        "T5",
        Said("Kept up to date, connected", "Tenu à jour, relié aux outils"),
        Said(
            "`segdsl publish`, every day, keeps the members of every segment up to date in the"
            " warehouse, each segment behind a view of its own that any tool reads;"
            " `segdsl run --members --format csv` gives them as a file, and `segdsl compile` the SQL.",
            "`segdsl publish`, chaque jour, tient à jour dans l'entrepôt les membres de chaque segment,"
            " chacun derrière une vue à lui que tout outil sait lire ;"
            " `segdsl run --members --format csv` les donne en fichier, et `segdsl compile` le SQL.",
        ),
    ),
)
GROUPS: tuple[tuple[Said, tuple[Row, ...]], ...] = (
    (Said("The nine segmentations", "Les neuf segmentations"), NINE),
    (Said("Criteria", "Les critères"), CRITERIA),
    (Said("A good segment is…", "Un bon segment est…"), QUALITY),
    (Said("Segment and target", "Segment et cible"), TARGETS),
)
