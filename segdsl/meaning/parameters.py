"""Resolve parameters: declarations and `--set` in, fixed values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from segdsl.meaning import model
from segdsl.meaning.literals import constant
from segdsl.meaning.names import description, hint
from segdsl.meaning.scopes import Project
from segdsl.meaning.types import EXACT, NAMES, Type, comparable
from segdsl.syntax import ast, from_text
from segdsl.text.catalog import meaning as catalog
from segdsl.text.catalog import project as project_catalog
from segdsl.text.source import SourceFile


@dataclass(frozen=True, slots=True)
class Parameters:
    """Resolves the parameters of a project."""

    project: Project

    def found(self, overrides: Mapping[str, str]) -> dict[str, model.Parameter]:
        """Parameters by name, and their constants for those who read them."""
        found: dict[str, model.Parameter] = {}
        for name, declared in self.project.names.declared.items():
            if isinstance(declared, ast.Parameter):
                parameter = self._parameter(declared, overrides.get(name))
                if parameter is not None:
                    found[name] = parameter
                    self.project.parameters[name] = parameter.constant
        known = [n for n, d in self.project.names.declared.items() if isinstance(d, ast.Parameter)]
        for name in overrides:
            if name not in known and name not in self.project.names.lost:
                close = hint(name, known)
                self.project.report.say(
                    project_catalog.UNKNOWN_PARAMETER, None, (), name=name, hint=close
                )
        return found

    def _parameter(self, declared: ast.Parameter, override: str | None) -> model.Parameter | None:
        name = declared.name.text
        types = {type_.value: type_ for type_ in Type}
        type_ = types.get(declared.type.text) if declared.type is not None else None
        if type_ is None:
            assert declared.type is not None
            self.project.report.say(
                catalog.UNKNOWN_TYPE,
                declared.type.span,
                name=declared.type.text,
                types=", ".join(types),
                hint=hint(declared.type.text, types),
            )
            return None
        assert declared.value is not None
        constant = literal(declared.value)
        if constant is None:
            if not isinstance(declared.value, ast.Broken):
                self.project.report.say(catalog.NOT_CONSTANT, declared.value.span)
            return None
        if type_ is Type.DURATION and constant.type in (Type.INTEGER, Type.NUMBER):
            bare = declared.value.span
            self.project.report.say(catalog.BARE_NUMBER, bare, left=name, right=bare.text)
            return None
        if not fits(type_, constant.type):
            self.project.report.say(
                catalog.FIELD_TYPE,
                declared.value.span,
                name=name,
                declared=NAMES[type_],
                found=NAMES[constant.type],
            )
            return None
        if override is not None:
            given = _given(name, type_, override)
            if given is None:
                message = project_catalog.WRONG_PARAMETER
                self.project.report.say(
                    message, None, (), name=name, value=override, type=NAMES[type_]
                )
                return None
            constant = given
        return model.Parameter(
            name, type_, constant, description(declared), span=declared.name.span
        )


def literal(node: ast.Expression) -> model.Constant | None:
    """The constant that an expression is, minus signs included."""
    match node:
        case ast.Negative(ast.Number() | ast.Percent() as inner):
            positive = constant(inner)
            assert isinstance(positive.value, Decimal)
            return model.Constant(-positive.value, positive.type, span=node.span)
        case (
            ast.Number() | ast.Percent() | ast.Duration() | ast.Date() | ast.Text() | ast.Boolean()
        ):
            return constant(node)
        case _:
            return None


def fits(declared: Type, found: Type) -> bool:
    """Whether a constant of one type may stand for a parameter declared as another."""
    if declared is found or (declared is Type.DATETIME and found is Type.DATE):
        return True
    if declared in EXACT and found is Type.NUMBER:
        return declared is Type.MONEY
    return comparable(declared, found) and declared not in (Type.INTEGER, Type.DATE)


def _given(name: str, type_: Type, text: str) -> model.Constant | None:
    """The value that `--set` gives a parameter; texts may stand without quotes."""
    shown_text = text
    if type_ is Type.TEXT and not text.startswith('"'):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        shown_text = f'"{escaped}"'
    file = SourceFile(f"--set {name}", f"parameter value: {type_.value} = {shown_text}\n")
    module, found = from_text.module(file)
    if found or len(module.declarations) != 1:
        return None
    declared = module.declarations[0]
    assert isinstance(declared, ast.Parameter)
    if declared.value is None:
        return None
    constant = literal(declared.value)
    return constant if constant is not None and fits(type_, constant.type) else None
