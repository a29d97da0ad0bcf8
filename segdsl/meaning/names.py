"""Know every declared name of a project: modules in, one namespace and diagnostics out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from segdsl.meaning import model
from segdsl.syntax import ast
from segdsl.syntax.mistakes import RESERVED
from segdsl.text import spelling
from segdsl.text.catalog import meaning as catalog
from segdsl.text.diagnostics import Diagnostic, Fix, Message, Related, Said
from segdsl.text.source import Span


@dataclass(frozen=True, slots=True)
class Hint(Said):
    """A fact of a message, such as `did you mean …?`: `fix` is to stand at its place instead."""

    fix: str = ""


@dataclass(slots=True)
class Report:
    """Collects what is to be said, in the order in which it is found."""

    found: list[Diagnostic] = field(default_factory=list)

    def say(
        self,
        message: Message,
        span: Span | None,
        related: Sequence[Related] = (),
        **facts: str | Said,
    ) -> None:
        fixes = tuple(
            Fix(span, fact.fix) for fact in facts.values() if span and isinstance(fact, Hint)
        )
        self.found.append(Diagnostic(message, span, dict(facts), tuple(related), fixes))


@dataclass(slots=True)
class Names:
    """The declarations of all files by name; of two with one name, the first."""

    report: Report
    declared: dict[str, ast.AnyDeclaration] = field(default_factory=dict)
    folded: dict[str, ast.AnyDeclaration] = field(default_factory=dict)
    lost: dict[str, ast.Lost] = field(default_factory=dict)  # declared, but not readable

    def collect(self, modules: Iterable[ast.Module]) -> None:
        for module in modules:
            self.lost.update((one.name, one) for one in module.lost)
            for declaration in module.declarations:
                name = declaration.name.text
                other = self.folded.get(name.casefold())
                if other is None:
                    self.folded[name.casefold()] = declaration
                    self.declared[name] = declaration
                    continue
                first = Said("first declared here", "d'abord déclaré ici")
                self.report.say(
                    catalog.DUPLICATE_NAME,
                    declaration.name.span,
                    [Related(other.name.span, first)],
                    name=name,
                )

    def lose(self, declared: ast.AnyDeclaration) -> None:
        """Take a declaration for one that could not be read: what is wrong has been said."""
        name = declared.name.text
        keyword = declared.span.text.split(None, 1)[0]
        self.lost[name] = ast.Lost(keyword, name, span=declared.span)
        self.declared.pop(name, None)

    def has_lost(self, keyword: str) -> bool:
        """Whether a declaration with this keyword could not be read."""
        return any(one.keyword == keyword for one in self.lost.values())

    def tables(self) -> dict[str, ast.Table]:
        return {name: d for name, d in self.declared.items() if isinstance(d, ast.Table)}


def hint(name: str, candidates: Iterable[str]) -> Said:
    """`did you mean …?`, or the names there are."""
    there = list(candidates)
    close = spelling.closest(name, there)
    if close:
        return did_you_mean(close, f"`{close}`" if close in RESERVED else close)
    shown = ", ".join(f"`{candidate}`" for candidate in there[:8])
    if not shown:
        return Said("declare it first", "déclarez-le d'abord")
    more = ", …" if len(there) > 8 else ""
    return Said(f"there is {shown}{more}", f"il y a {shown}{more}")


def did_you_mean(close: str, fix: str) -> Hint:
    """What was probably meant, and how it is written."""
    return Hint(f"did you mean `{close}`?", f"vouliez-vous dire `{close}` ?", fix)


def mended(shown: str, fix: str) -> Hint:
    """What stands at the place of a message, or is to, and how it is written."""
    return Hint(shown, shown, fix)


def quoted(found: Said) -> Said:
    """The same for a text: what is to stand there is in quotes."""
    return replace(found, fix=f'"{found.fix}"') if isinstance(found, Hint) else found


def description(declaration: ast.Declaration) -> model.Description:
    """The label, note and other clauses below a declaration."""
    return described(declaration.label, declaration.clauses)


def described(label: ast.Text | None, clauses: Sequence[ast.AnyClause]) -> model.Description:
    texts: dict[str, str] = {}
    tags: tuple[str, ...] = ()
    review: date | None = None
    for clause in clauses:
        match clause:
            case ast.Clause(word, text) if word != "better":
                texts[word] = text
            case ast.Tags(names):
                tags = (*tags, *(name.text for name in names))
            case ast.Review(day):
                review = day.value
            case _:
                pass
    return model.Description(
        label=None if label is None else label.value,
        note=texts.get("note"),
        goal=texts.get("goal"),
        owner=texts.get("owner"),
        tags=tags,
        review=review,
    )
