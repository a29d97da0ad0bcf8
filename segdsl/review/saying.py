"""Say what changed: edits of one declaration in, lines of a language out.

Each line says one change in a sentence that quotes the author's text before and after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

from segdsl.meaning import model
from segdsl.meaning.vocabulary.periods import Length
from segdsl.prose import phrases
from segdsl.prose.conditions import speaker
from segdsl.prose.values import Speaker
from segdsl.review.declarations import quoted
from segdsl.review.edits import (
    Aspect,
    Came,
    Choices,
    Denied,
    Dropped,
    Edit,
    Effect,
    Fact,
    Figure,
    Inside,
    Joined,
    Joint,
    Lines,
    Measure,
    Moved,
    Piece,
    Recalled,
    Rejoined,
    Reordered,
    Replaced,
    Went,
)
from segdsl.text import figures
from segdsl.text.diagnostics import Language, Said

LONGEST = 240  # characters of a text that are quoted
BRIEF = 48  # characters of a text in a cell
MOST = 8  # options or lines that are named

ARROW = "{before} → {after}"
EFFECTS = {
    Effect.NARROWER: Said("can only remove members", "ne peut que faire sortir des membres"),
    Effect.WIDER: Said("can only add members", "ne peut que faire entrer des membres"),
}
THRESHOLD = Said(
    "the threshold on {subject} moves from {old} to {new}",
    "le seuil sur {subject} passe {de_old} à {new}",
)
MEASURES = {
    Measure.THRESHOLD: THRESHOLD,
    Measure.SIGN: Said("the test of {subject} changes", "la comparaison sur {subject} change"),
    Measure.RANGE: Said("the range of {subject} changes", "l'intervalle sur {subject} change"),
    Measure.NUMBER: Said("a figure moves from {old} to {new}", "un chiffre passe {de_old} à {new}"),
    Measure.COUNT: Said(
        "how many {subject} it takes changes", "le nombre {de_subject} demandé change"
    ),
    Measure.WINDOW: Said(
        "the period of {subject} changes, from {old} to {new}",
        "la période {de_subject} change, de {old} à {new}",
    ),
    Measure.TOP: Said(
        "the part of the best by {subject} moves from {old} to {new}",
        "la part des premiers selon {subject} passe {de_old} à {new}",
    ),
    Measure.DELAY: Said(
        "the delay for {subject} moves from {old} to {new}",
        "le délai pour {subject} passe {de_old} à {new}",
    ),
    Measure.CHANCE: Said(
        "the part drawn by chance moves from {old} to {new}",
        "la part tirée au sort passe {de_old} à {new}",
    ),
    Measure.DISTANCE: Said(
        "the distance moves from {old} to {new} km", "la distance passe {de_old} à {new} km"
    ),
    Measure.MOMENT: Said(
        "the other day that is looked at moves from {old} to {new}",
        "l'autre jour considéré passe {de_old} à {new}",
    ),
}
NEW_WINDOW = Said(
    "{subject} now only count in a period, {new}",
    "{subject} : on ne compte plus que sur une période, {new}",
)
NO_WINDOW = Said(
    "{subject} now count whenever they happened, no longer only {old}",
    "{subject} : on compte désormais tout l'historique, et non plus seulement {old}",
)
CAME = Said("{subject} may now also be {options}", "{subject} peut maintenant être aussi {options}")
WENT = Said("{subject} may no longer be {options}", "{subject} ne peut plus être {options}")
BOTH_WAYS = Said(
    "{subject} may now also be {added}, and no longer {removed}",
    "{subject} peut maintenant être aussi {added}, et plus {removed}",
)
CLASS_OF = Said("the class", "la classe")
MORE = Said("{count} more", "{count} autres")
JOINED = {
    Joint.AND: Said("one more condition: {part}", "une condition de plus : {part}"),
    Joint.OR: Said("one more way in: {part}", "une possibilité de plus : {part}"),
    Joint.WHERE: Said("there was no condition, now {part}", "sans condition avant, et là {part}"),
}
DROPPED = {
    Joint.AND: Said("a condition is gone: {part}", "une condition disparaît : {part}"),
    Joint.OR: Said("a way in is gone: {part}", "une possibilité disparaît : {part}"),
    Joint.WHERE: Said(
        "there is no condition any more, it was {part}", "plus de condition ; c'était {part}"
    ),
}
ROWS_JOINED = {
    Joint.AND: Said(
        "{rows} must fulfil one more condition: {part}",
        "{rows} : une condition de plus à remplir, {part}",
    ),
    Joint.OR: Said("{rows} may also be such: {part}", "{rows} : une possibilité de plus, {part}"),
    Joint.WHERE: Said(
        "{rows} now only count where {part}", "{rows} : on ne compte plus que {part}"
    ),
}
ROWS_DROPPED = {
    Joint.AND: Said(
        "{rows} need no longer fulfil {part}", "{rows} : une condition disparaît, {part}"
    ),
    Joint.OR: Said(
        "{rows} may no longer be such: {part}", "{rows} : une possibilité disparaît, {part}"
    ),
    Joint.WHERE: Said(
        "{rows} now all count, no longer only where {part}",
        "{rows} : tout compte désormais, et non plus seulement {part}",
    ),
}
DENIED = Said("the contrary is asked now", "c'est le contraire qui est demandé")
REJOINED = {
    Joint.AND: Said(
        "all must hold now, where one was enough",
        "il faut maintenant tout remplir, quand une seule condition suffisait",
    ),
    Joint.OR: Said(
        "one is enough now, where all had to hold",
        "une seule condition suffit maintenant, quand il les fallait toutes",
    ),
}
REPLACED = Said("something else is asked", "autre chose est demandé")
REPLACED_VALUE = Said("something else is measured", "autre chose est mesuré")
FACT = Said("{aspect}: {before} → {after}", "{aspect} : {before} → {after}")
FACT_CAME = Said("{aspect}: {after} (nothing before)", "{aspect} : {after} (rien auparavant)")
FACT_WENT = Said("{aspect}: {before} is gone", "{aspect} : {before} disparaît")
FACT_CHANGED = Said("{aspect}: changed", "{aspect} : changement")
ASPECTS = {
    Aspect.LABEL: Said("label", "libellé"),
    Aspect.NOTE: Said("note", "note"),
    Aspect.GOAL: Said("goal", "objectif"),
    Aspect.OWNER: Said("owner", "responsable"),
    Aspect.TAGS: Said("tags", "étiquettes"),
    Aspect.REVIEW: Said("to be reviewed on", "à revoir le"),
    Aspect.EXPECT: Said("expectation", "attente"),
    Aspect.EXAMPLE: Said("example", "exemple"),
    Aspect.SINGULAR: Said("word for one row", "nom d'une ligne"),
    Aspect.ONE_OF: Said("values that are expected", "valeurs attendues"),
    Aspect.PRIVATE: Said("personal data", "donnée personnelle"),
    Aspect.EXCLUSIVE: Said("proved exclusive", "exclusivité prouvée"),
    Aspect.PATH: Said("file", "fichier"),
    Aspect.REASONS: Said(
        "reasons and authors of its lines", "motifs et auteurs de ses lignes"
    ),
    Aspect.PARAMETERS: Said("parameters", "paramètres"),
    Aspect.BETTER: Said("which end is best", "le meilleur côté"),
    Aspect.TABLE: Said("table of the warehouse", "table de l'entrepôt"),
    Aspect.COLUMN: Said("column of the warehouse", "colonne de l'entrepôt"),
    Aspect.TYPE: Said("type", "type"),
    Aspect.ZONE: Said("time zone of its values", "fuseau horaire de ses valeurs"),
    Aspect.FLAGS: Said("what is true and false", "ce qui est vrai et faux"),
    Aspect.TARGET: Said("source it refers to", "source désignée"),
    Aspect.KEY: Said("key", "clé"),
    Aspect.AT: Said("when a row happened", "date d'une ligne"),
    Aspect.GROUPS: Said("source it groups", "source regroupée"),
    Aspect.ROLE: Said("role", "rôle"),
    Aspect.POPULATION: Said("population", "population"),
    Aspect.VALUE: Said("value", "valeur"),
    Aspect.LIMIT: Said("limit", "limite"),
    Aspect.CONTROL: Said("control group", "groupe témoin"),
    Aspect.SEED: Said("draw of the control group", "tirage du groupe témoin"),
    Aspect.NAME_DRAWS: Said(
        "name, which settles ties at the limit", "nom, qui départage les ex æquo à la limite"
    ),
    Aspect.BY: Said("channels", "canaux"),
    Aspect.COLUMNS: Said("columns given out", "colonnes transmises"),
    Aspect.VIA: Said("reference followed to the customer", "référence suivie vers le client"),
    Aspect.TIMEZONE: Said("time zone of the project", "fuseau horaire du projet"),
    Aspect.WEEK_STARTS: Said("first day of the week", "premier jour de la semaine"),
    Aspect.WEIGHT: Said("metric that weighs segments", "métrique qui pèse les segments"),
}  # fmt: skip
PIECES = {
    Piece.CLASS: Said("class", "classe"),
    Piece.FIELD: Said("field", "champ"),
    Piece.REFERENCE: Said("reference", "référence"),
    Piece.CHANNEL: Said("channel", "canal"),
    Piece.EXCLUSION: Said("exclusion", "exclusion"),
}
PIECE_CAME = Said("{piece} {name} is new", "{piece} {name} : nouveauté")
PIECE_WENT = Said("{piece} {name} is gone", "{piece} {name} : suppression")
PIECE_RECALLED = Said(
    "{piece} {before} is now called {after}", "{piece} {before} : s'appelle maintenant {after}"
)
PIECE_INSIDE = Said("{piece} {name}:", "{piece} {name} :")
WHICH_ROWS = Said("which rows of {name} exist:", "les lignes de {name} retenues :")
REORDERED = Said(
    "the classes are tried in another order: {before} → {after}",
    "les classes sont essayées dans un autre ordre : {before} → {after}",
)
LINES_ADDED = Said("added", "ajout")
LINES_REMOVED = Said("removed", "retrait")
LINES_CHANGED = Said("another last day", "autre date de fin")
LINES = Said("{what}: {count} ({reasons})", "{what} : {count} ({reasons})")
LINES_PLAIN = Said("{what}: {count}", "{what} : {count}")
NO_REASON = Said("no reason given", "sans motif")


@dataclass(frozen=True, slots=True)
class Line:
    """One change, said; `level` counts how deep it stands below its declaration.

    kind names the shape of the edit; before and after are the texts of its authors, `brief` is
    what fits into a cell of a table.
    """

    level: int
    text: str
    kind: str
    before: str | None = None
    after: str | None = None
    effect: Effect | None = None
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Teller:
    """Says edits of one declaration, whose values are those of `population` (or of a source)."""

    old: Speaker
    new: Speaker
    population: str

    def lines(self, edits: Sequence[Edit], level: int = 0) -> Iterator[Line]:
        """A line for each change, what is inside a class or field below its name."""
        for edit in edits:
            kind = type(edit).__name__.lower()
            if isinstance(edit, Inside):
                yield Line(level, self._inside(edit), kind)
                yield from self.lines(edit.edits, level + 1)
            elif isinstance(edit, Lines):
                yield from (Line(level, text, kind) for text in self._listed_lines(edit))
            else:
                if isinstance(edit, Moved):
                    kind = edit.measure.value
                elif isinstance(edit, Fact):
                    kind = edit.aspect.value
                before, after = _texts(edit)
                effect = getattr(edit, "effect", None)
                brief = self._brief(edit, before, after)
                yield Line(level, self._said(edit), kind, before, after, effect, brief)

    def _brief(self, edit: Edit, before: str | None, after: str | None) -> str:
        """`frequency >= 4` → `frequency >= 6`; of what is long only what it comes to."""
        if isinstance(edit, Choices):
            signs = (("+", self.new, edit.added), ("−", self.old, edit.removed))
            options = [f"{sign} {self._options(by, some)}" for sign, by, some in signs if some]
            return ", ".join(options)
        ends = [before, after]
        if isinstance(edit, Moved) and any(one and len(one) > BRIEF for one in ends):
            figures_ = (self._figure(self.old, edit), self._figure(self.new, edit))
            return ARROW.format(before=figures_[0], after=figures_[1])
        shown = [f"{sign} {_cut(one)}" for sign, one in zip("−+", ends, strict=True) if one]
        if len(shown) == 2:
            return ARROW.format(before=_cut(before or ""), after=_cut(after or ""))
        return "".join(shown)

    def _say(self, said: Said, **parts: str) -> str:
        return self.new.say(said, **parts)

    def _inside(self, edit: Inside) -> str:
        if edit.piece is None:
            return self._say(WHICH_ROWS, name=code(edit.name))
        piece = self._say(PIECES[edit.piece])
        return self._say(PIECE_INSIDE, piece=piece, name=code(edit.name))

    def _said(self, edit: Edit) -> str:
        match edit:
            case Moved():
                return self._with_quote(self._moved(edit), edit.before, edit.after, edit.effect)
            case Choices():
                return self._with_quote(self._chosen(edit), edit.before, edit.after, edit.effect)
            case Joined(part, joint, rows, effect):
                said = JOINED[joint] if rows is None else ROWS_JOINED[joint]
                text = self._say(said, part=_quote(part), rows=code(rows or ""))
                return text + self._effect(effect)
            case Dropped(part, joint, rows, effect):
                said = DROPPED[joint] if rows is None else ROWS_DROPPED[joint]
                text = self._say(said, part=_quote(part), rows=code(rows or ""))
                return text + self._effect(effect)
            case Denied(before, after):
                return self._with_quote(self._say(DENIED), before, after, Effect.UNCLEAR)
            case Rejoined(before, after, joint, effect):
                return self._with_quote(self._say(REJOINED[joint]), before, after, effect)
            case Replaced(before, after):
                said = REPLACED if _is_condition(after) else REPLACED_VALUE
                return self._with_quote(self._say(said), before, after, Effect.UNCLEAR)
            case Fact():
                return self._fact(edit)
            case Came(piece, name, text):
                shown = " ".join(code(one) for one in (name, text) if one)
                return self._say(PIECE_CAME, piece=self._say(PIECES[piece]), name=shown)
            case Went(piece, name, text):
                shown = " ".join(code(one) for one in (name, text) if one)
                return self._say(PIECE_WENT, piece=self._say(PIECES[piece]), name=shown)
            case Recalled(piece, before, after):
                kind = self._say(PIECES[piece])
                return self._say(PIECE_RECALLED, piece=kind, before=code(before), after=code(after))
            case Reordered(before, after):
                return self._say(
                    REORDERED, before=code(", ".join(before)), after=code(", ".join(after))
                )
            case Lines() | Inside():
                raise AssertionError("said as several lines")
            case _:
                assert_never(edit)

    def _with_quote(self, said: str, before: model.Node, after: model.Node, effect: Effect) -> str:
        colon = " : " if self.new.language == "fr" else ": "
        quote = ARROW.format(before=_quote(before), after=_quote(after))
        return f"{said}{colon}{quote}{self._effect(effect)}"

    def _effect(self, effect: Effect) -> str:
        return f" ({self._say(EFFECTS[effect])})" if effect in EFFECTS else ""

    # --- figures ---

    def _moved(self, edit: Moved) -> str:
        subject = self._subject(edit.subject)
        if edit.measure is Measure.WINDOW and edit.old is None:
            return self._say(NEW_WINDOW, subject=subject, new=_figure(self.new, edit.new, self))
        if edit.measure is Measure.WINDOW and edit.new is None:
            return self._say(NO_WINDOW, subject=subject, old=_figure(self.old, edit.old, self))
        return self._say(
            MEASURES[edit.measure],
            subject=subject,
            old=self._figure(self.old, edit),
            new=self._figure(self.new, edit),
        )

    def _figure(self, speaker: Speaker, edit: Moved) -> str:
        figure = edit.old if speaker is self.old else edit.new
        if edit.measure in (Measure.TOP, Measure.CHANCE) and isinstance(figure, Decimal):
            return figures.percentage(figure, speaker.language)
        return _figure(speaker, figure, self)

    def _subject(self, subject: model.Value | model.Selection | None) -> str:
        match subject:
            case None:
                return self._say(CLASS_OF)
            case model.Selection(table):
                return code(table)
            case model.FieldValue() | model.ReferenceKey():
                return code(quoted(subject.span) or self.new.value(subject, self.population))
            case _:
                return self.new.value(subject, self.population).removesuffix(",")

    def _chosen(self, edit: Choices) -> str:
        subject = self._subject(edit.subject)
        added, removed = (
            self._options(speaker, options)
            for speaker, options in ((self.new, edit.added), (self.old, edit.removed))
        )
        if edit.added and edit.removed:
            return self._say(BOTH_WAYS, subject=subject, added=added, removed=removed)
        if edit.added:
            return self._say(CAME, subject=subject, options=added)
        return self._say(WENT, subject=subject, options=removed)

    def _options(self, speaker: Speaker, options: Sequence[model.Value]) -> str:
        said = [speaker.value(one, self.population) for one in options[:MOST]]
        more = len(options) - MOST
        if more > 0:
            said.append(self._say(MORE, count=figures.count(more, speaker.language)))
        return phrases.listed(said, phrases.OR, speaker.language)

    # --- facts and lines ---

    def _fact(self, edit: Fact) -> str:
        aspect = self._say(ASPECTS[edit.aspect])
        before, after = (None if one is None else code(one) for one in (edit.before, edit.after))
        if before is None and after is None:
            return self._say(FACT_CHANGED, aspect=aspect)
        if before is None:
            return self._say(FACT_CAME, aspect=aspect, after=after or "")
        if after is None:
            return self._say(FACT_WENT, aspect=aspect, before=before)
        return self._say(FACT, aspect=aspect, before=before, after=after)

    def _listed_lines(self, edit: Lines) -> Iterator[str]:
        """How many lines came and went, and why; never whose they are."""
        for what, lines in (
            (LINES_ADDED, edit.added),
            (LINES_REMOVED, edit.removed),
            (LINES_CHANGED, edit.changed),
        ):
            if not lines:
                continue
            count = figures.count(len(lines), self.new.language)
            reasons: dict[str, int] = {}
            for one in lines:
                reason = one.reason or self._say(NO_REASON)
                reasons[reason] = reasons.get(reason, 0) + 1
            if set(reasons) == {self._say(NO_REASON)}:
                yield self._say(LINES_PLAIN, what=self._say(what), count=count)
                continue
            shown = [
                self.new.quoted(reason) + (f" × {number}" if number > 1 else "")
                for reason, number in list(reasons.items())[:MOST]
            ]
            if len(reasons) > MOST:
                shown.append("…")
            yield self._say(LINES, what=self._say(what), count=count, reasons=", ".join(shown))


def teller(
    before: model.Project, after: model.Project, population: str, language: Language
) -> Teller:
    """Who says what changed in a declaration."""
    return Teller(speaker(before, language), speaker(after, language), population)


def code(text: str) -> str:
    """A text of the author's, as code; long ones are cut."""
    shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return f"`{shown.replace('`', chr(39))}`"


def _cut(text: str) -> str:
    return code(text if len(text) <= BRIEF else f"{text[: BRIEF - 1]}…")


def _texts(edit: Edit) -> tuple[str | None, str | None]:
    """What an edit says of before and of after, as it was written."""
    match edit:
        case Moved(_, _, before, after) | Choices(_, before, after) | Replaced(before, after):
            return quoted(before.span), quoted(after.span)
        case Denied(before, after) | Rejoined(before, after):
            return quoted(before.span), quoted(after.span)
        case Joined(part):
            return None, quoted(part.span)
        case Dropped(part):
            return quoted(part.span), None
        case Fact(_, old, new) | Recalled(_, old, new):
            return old, new
        case Came(_, name, text):
            return None, name or text
        case Went(_, name, text):
            return name or text, None
        case Reordered(olds, news):
            return ", ".join(olds), ", ".join(news)
        case Lines() | Inside():
            return None, None
        case _:
            assert_never(edit)


def _quote(node: model.Node) -> str:
    return code(quoted(node.span) or type(node).__name__)


def _is_condition(node: model.Node) -> bool:
    return not isinstance(node, model.Node) or not hasattr(node, "type")


def _figure(speaker: Speaker, figure: Figure, teller: Teller) -> str:
    language = speaker.language
    match figure:
        case None:
            return "–"
        case Decimal() | int():
            return figures.number(figure, language)
        case Length():
            return phrases.stretch(figure, language).plain
        case date():
            return figures.day(figure, language)
        case model.Window() | model.Personal():
            return speaker.quoted(speaker.window(figure))
        case _:
            return speaker.value(figure, teller.population)
