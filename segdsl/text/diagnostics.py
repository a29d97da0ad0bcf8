"""What is said to an author: a message of the catalog, its place and its facts, as a value."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from segdsl.text.source import Span

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said in both languages; `{facts}` are filled in by `format`."""

    en: str
    fr: str

    def in_(self, language: Language) -> str:
        return self.en if language == "en" else self.fr


class Severity(Enum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Message:
    """An entry of the catalog: what one cause is called, how it is said, and a case of it.

    `says` is the fact in the author's words, `label` stands under the underlined text, `help` is
    the likely fix, `why` says why it matters. `wrong` and `right` are texts of a `.seg` file.
    """

    code: str
    says: Said
    why: Said
    label: Said | None = None
    help: Said | None = None
    wrong: str = ""
    right: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to the message: `first declared here`."""

    span: Span
    says: Said


class Trust(Enum):
    """Whether a replacement may be made without asking its author."""

    SAFE = "safe"  # the rule means what it meant, or what its slip can only have meant
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement that mends the text: `span` becomes `text`. Several are a choice."""

    span: Span
    text: str
    trust: Trust = Trust.SUGGESTED


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A message at a place; a fact that is `Said` is said in the reader's language."""

    message: Message
    span: Span | None = None
    facts: dict[str, str | Said] = field(default_factory=dict)
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    help: Said | None = None  # replaces the help of the message

    @property
    def is_error(self) -> bool:
        return self.message.severity is Severity.ERROR

    def said(self, template: Said, language: Language) -> str:
        """A template of the message, its facts filled in."""
        facts = {
            name: fact.in_(language) if isinstance(fact, Said) else fact
            for name, fact in self.facts.items()
        }
        return template.in_(language).format_map(facts)


def about(message: Message, span: Span | None, **facts: str | Said) -> Diagnostic:
    """The short way to a diagnostic: `about(catalog.UNKNOWN_NAME, span, name="totl")`."""
    return Diagnostic(message, span, facts)
