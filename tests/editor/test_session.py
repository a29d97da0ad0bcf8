"""A scripted session with the server, over standard input and output, as an editor has it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli import shop as sized_shop
from tests.cli.command import ROOT, segdsl
from tests.editor.session import Client, client
from tests.meaning.shop import MODEL

METRICS = """metric frequency "Commandes": count of orders in last 12 months
  better higher
metric monetary "CA 12 mois": sum of orders.amount in last 12 months
  better higher
"""
SEGMENTS = """segment vip "Clients VIP": monetary >= 1000
segment fideles "Fidèles 🎉": frequency >= 4 and not vip
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project of three files, in French."""
    folder = tmp_path / "shop"
    folder.mkdir()
    toml = 'language = 1\nname = "shop"\ntimezone = "Europe/Paris"\nlanguages = ["fr", "en"]\n'
    (folder / "segdsl.toml").write_text(toml, encoding="utf-8")
    (folder / "model.seg").write_text(MODEL, encoding="utf-8")
    (folder / "metrics.seg").write_text(METRICS, encoding="utf-8")
    (folder / "segments.seg").write_text(SEGMENTS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """One server for all: starting it takes longer than most sessions."""
    with client(tmp_path_factory.mktemp("nothing")) as one:
        yield one
        assert one.end() == 0


@pytest.fixture
def editor(running: Client, shop: Path) -> Client:
    running.move(shop)
    return running


def test_a_segment_is_typed_mended_and_looked_at(editor: Client) -> None:
    editor.open("segments.seg")
    assert editor.told("segments.seg") == []

    text = SEGMENTS
    for char in 'segment essai "Essai": frequenci >= 4\n':
        text += char
        editor.change("segments.seg", text)
    (said,) = editor.told("segments.seg")
    assert said.startswith("SEG200 rien ne s'appelle `frequenci` ici")
    (shown,) = editor.diagnostics[editor.uri("segments.seg")]
    assert shown["range"] == {
        "start": {"line": 2, "character": 23},
        "end": {"line": 2, "character": 32},
    }

    text = text.replace("frequenci", "frequency")
    editor.change("segments.seg", text)
    assert editor.told("segments.seg") == []

    shown = editor.at("textDocument/hover", "segments.seg", 2, 25)
    assert "Le nombre d'orders au cours des 12 derniers mois" in shown["contents"]["value"]


def test_what_is_offered_replaces_what_is_typed_and_is_described_when_looked_at(
    editor: Client,
) -> None:
    editor.open("segments.seg", SEGMENTS + "segment x: any orders in la")
    found = editor.at("textDocument/completion", "segments.seg", 2, 27)["items"]
    last = next(one for one in found if one["label"] == "in last")
    assert last["textEdit"] == {
        "range": {"start": {"line": 2, "character": 22}, "end": {"line": 2, "character": 27}},
        "newText": "in last ${1:90d}",
    }
    editor.change("segments.seg", SEGMENTS + "segment x: f")
    found = editor.at("textDocument/completion", "segments.seg", 2, 12)["items"]
    frequency = next(one for one in found if one["label"] == "frequency")
    assert frequency["detail"] == "Commandes · un nombre entier · métrique"
    described = editor.ask("completionItem/resolve", **frequency)
    assert "plus la valeur est élevée, mieux c'est" in described["documentation"]["value"]


def test_what_an_item_is_stands_beside_each_where_the_editor_can_show_it(shop: Path) -> None:
    can = {"completionItem": {"labelDetailsSupport": True}}
    with client(shop, capabilities={"textDocument": {"completion": can}}) as editor:
        editor.open("segments.seg", SEGMENTS + "segment x: f")
        found = editor.at("textDocument/completion", "segments.seg", 2, 12)["items"]
        frequency = next(one for one in found if one["label"] == "frequency")
        says = "Commandes · un nombre entier · métrique"
        assert frequency["labelDetails"] == {"description": says}
        assert "detail" not in frequency  # it would be shown twice


def test_names_are_found_in_other_files_past_letters_of_two_units(editor: Client) -> None:
    editor.open("segments.seg")
    line = SEGMENTS.splitlines()[1]
    units = len(line[: line.index("frequency")].encode("utf-16-le")) // 2
    place = editor.at("textDocument/definition", "segments.seg", 1, units + 2)
    assert place["uri"] == editor.uri("metrics.seg")
    assert place["range"]["start"] == {"line": 0, "character": 7}
    shown = editor.at("textDocument/hover", "segments.seg", 1, units + 2)
    assert shown["range"]["start"] == {"line": 1, "character": units}
    context = {"includeDeclaration": True}
    places = editor.at("textDocument/references", "segments.seg", 0, 10, context=context)
    assert [one["range"]["start"]["line"] for one in places] == [0, 1]


def test_the_outline_has_classes_and_fields(editor: Client) -> None:
    editor.open("segments.seg", "segmentation s: a when vip\n  b otherwise\n" + SEGMENTS)
    uri = {"uri": editor.uri("segments.seg")}
    found = editor.ask("textDocument/documentSymbol", textDocument=uri)
    assert [one["name"] for one in found] == ["s", "vip", "fideles"]
    assert [one["name"] for one in found[0]["children"]] == ["a", "b"]
    editor.change("segments.seg", "segmebnt x: vip\n" + SEGMENTS)
    found = editor.ask("textDocument/documentSymbol", textDocument=uri)
    assert [one["name"] for one in found] == ["x", "vip", "fideles"]
    found = editor.ask("workspace/symbol", query="cl vip")
    assert [one["name"] for one in found] == ["vip"]


def test_messages_about_other_files_are_shown_and_taken_back(editor: Client, shop: Path) -> None:
    editor.open("metrics.seg")
    editor.change("metrics.seg", METRICS.replace("monetary", "montant"))
    editor.told("metrics.seg")
    editor.settled(0.2)
    (said,) = editor.says("segments.seg")
    assert "`monetary`" in said
    editor.change("metrics.seg", METRICS)
    editor.settled()
    assert editor.says("segments.seg") == []


def test_a_file_saved_by_somebody_else_counts(editor: Client, shop: Path) -> None:
    editor.open("segments.seg")
    editor.told("segments.seg")
    (shop / "metrics.seg").write_text("", encoding="utf-8")
    change = {"uri": editor.uri("metrics.seg"), "type": 2}
    editor.notify("workspace/didChangeWatchedFiles", changes=[change])
    editor.settled()
    assert len(editor.says("segments.seg")) == 2


def test_a_file_of_no_project_is_checked_for_how_it_is_written(tmp_path: Path) -> None:
    with client(tmp_path, initializationOptions={"lang": "fr"}) as editor:
        editor.open("alone.seg", "segment x: frequency >= 4\nsegment y: (vip\n")
        (said,) = editor.told("alone.seg")
        assert said.startswith("SEG045")
        assert "parenthèse" in said


def test_the_language_is_that_of_the_editor_where_the_project_says_none(shop: Path) -> None:
    (shop / "segdsl.toml").write_text('timezone = "UTC"\nlanguage = 1\n', encoding="utf-8")
    for locale, word in (("fr-CA", "vouliez-vous dire"), ("de", "did you mean")):
        with client(shop, locale=locale) as editor:
            editor.open("segments.seg", "segment x: frequenci >= 4\n")
            assert word in editor.told("segments.seg")[0]


# --- changes and looks ---

RULES = "segments/all.seg"  # of the shop with rows


def test_a_rename_reaches_every_file_and_is_refused_with_a_reason(editor: Client) -> None:
    editor.open("segments.seg")
    at = SEGMENTS.index("monetary")
    shown = editor.at("textDocument/prepareRename", "segments.seg", 0, at)
    assert shown["placeholder"] == "monetary"
    made = editor.at("textDocument/rename", "segments.seg", 0, at, newName="ca")
    assert sorted(made["changes"]) == [editor.uri("metrics.seg"), editor.uri("segments.seg")]
    params = {
        "textDocument": {"uri": editor.uri("segments.seg")},
        "position": {"line": 0, "character": at},
        "newName": "frequency",
    }
    answer = editor.answer("textDocument/rename", **params)
    assert answer["error"]["message"] == "`frequency` est déjà déclaré, dans metrics.seg:1:8"


def test_a_fix_is_offered_where_a_message_stands(editor: Client) -> None:
    editor.open("segments.seg", "segment x: frequenci >= 4\n")
    editor.told("segments.seg")
    (said,) = editor.diagnostics[editor.uri("segments.seg")]
    (action,) = editor.ask(
        "textDocument/codeAction",
        textDocument={"uri": editor.uri("segments.seg")},
        range=said["range"],
        context={"diagnostics": [said]},
    )
    assert action["title"] == "Écrire `frequency`"
    ((edit,),) = action["edit"]["changes"].values()
    assert edit == {"range": said["range"], "newText": "frequency"}


def test_of_a_rule_that_can_be_read_in_two_ways_both_are_offered(editor: Client) -> None:
    uri = {"uri": editor.uri("segments.seg")}
    place = {"line": 0, "character": 14}
    asked = {"range": {"start": place, "end": place}, "context": {"diagnostics": []}}
    editor.open("segments.seg", "segment x: vip and frequency >= 4 or monetary > 9\n")
    found = editor.ask("textDocument/codeAction", textDocument=uri, **asked)
    assert [one["title"] for one in found] == [
        "Écrire `(vip and frequency >= 4) or monetary > 9`",
        "Écrire `vip and (frequency >= 4 or monetary > 9)`",
    ]
    editor.change("segments.seg", "segment x: vip and frequency >= 4 # why\n or monetary > 9\n")
    assert editor.ask("textDocument/codeAction", textDocument=uri, **asked) == []


def test_a_file_of_windows_is_laid_out_and_keeps_its_line_ends(editor: Client) -> None:
    text = "segment a: frequency >= 4\r\n\r\nsegment  b:a\r\n"
    editor.open("segments.seg", text)
    options = {"tabSize": 2, "insertSpaces": True}
    uri = {"uri": editor.uri("segments.seg")}
    (edit,) = editor.ask("textDocument/formatting", textDocument=uri, options=options)
    assert edit == {
        "range": {"start": {"line": 2, "character": 0}, "end": {"line": 3, "character": 0}},
        "newText": "segment b: a\r\n",
    }
    editor.change("segments.seg", "segment (")
    assert editor.ask("textDocument/formatting", textDocument=uri, options=options) == []


def test_colours_are_counted_in_the_units_of_the_editor(editor: Client) -> None:
    editor.open("segments.seg", 'segment x "🎉": vip\n')
    uri = {"uri": editor.uri("segments.seg")}
    data = editor.ask("textDocument/semanticTokens/full", textDocument=uri)["data"]
    starts = [(data[i], data[i + 1], data[i + 2]) for i in range(0, len(data), 5)]
    assert starts == [(0, 0, 7), (0, 8, 1), (0, 2, 4)]  # `🎉` is two units; `vip` is unknown here


def test_sizes_stand_above_rules_once_the_warehouse_has_answered(tmp_path: Path) -> None:
    sized_shop.shop(tmp_path)
    with client(tmp_path) as editor:
        editor.open(RULES)
        editor.until("workspace/codeLens/refresh")
        uri = {"uri": editor.uri(RULES)}
        found = editor.ask("textDocument/codeLens", textDocument=uri)
        titles = [one["command"]["title"] for one in found]
        assert titles[0].endswith(" customers, 20.0%"), titles
        assert len(titles) == 7
        hovered = editor.at("textDocument/hover", RULES, 0, 10)["contents"]["value"]
        assert titles[0] in hovered
        text = (tmp_path / RULES).read_text(encoding="utf-8")
        editor.change(RULES, text.replace("frequency >= 3", "frequency >= 4"))
        found = editor.ask("textDocument/codeLens", textDocument=uri)
        assert len(found) == 5  # nothing is said of a rule that has changed, nor of what it makes
        assert editor.end() == 0


def test_trouble_with_the_warehouse_is_told_once_without_secrets(tmp_path: Path) -> None:
    sized_shop.shop(tmp_path)
    toml = (tmp_path / "segdsl.toml").read_text(encoding="utf-8")
    url = "postgresql://marie:s3cret-word@127.0.0.1:1/none"
    (tmp_path / "segdsl.toml").write_text(toml.replace('"data"', f'"{url}"'), encoding="utf-8")
    with client(tmp_path) as editor:
        editor.open(RULES)
        shown = editor.until("window/showMessage")
        assert "no figures from the warehouse" in shown["params"]["message"]
        for _ in range(3):
            editor.notify("textDocument/didSave", textDocument={"uri": editor.uri(RULES)})
        editor.settled()
        told = [one for one in editor.messages if one.get("method") == "window/showMessage"]
        assert len(told) == 1
        assert "s3cret-word" not in str(editor.messages)


def test_sizes_can_be_turned_off(tmp_path: Path) -> None:
    sized_shop.shop(tmp_path)
    with client(tmp_path, initializationOptions={"sizes": False}) as editor:
        editor.open(RULES)
        editor.settled()
        uri = {"uri": editor.uri(RULES)}
        assert editor.ask("textDocument/codeLens", textDocument=uri) == []
        told = [one.get("method") for one in editor.messages]
        assert "workspace/codeLens/refresh" not in told


def test_a_project_with_errors_everywhere_is_answered(editor: Client, shop: Path) -> None:
    (shop / "segdsl.toml").write_text("timezone = \n", encoding="utf-8")
    (shop / "model.seg").write_bytes(b"\xff\xfe\x00population ((")
    editor.open("segments.seg", "segment : ((\nsegmentt x: any\n\x00\n`")
    assert editor.told("segments.seg")
    for method in ("hover", "completion", "definition"):
        editor.at(f"textDocument/{method}", "segments.seg", 1, 10)


def test_random_keystrokes_are_all_answered(editor: Client) -> None:
    chance = random.Random(20261129)
    text = METRICS + SEGMENTS
    editor.open("segments.seg", text)
    uri = {"uri": editor.uri("segments.seg")}
    for _ in range(120):
        at = chance.randrange(len(text) + 1)
        if chance.random() < 0.6 or len(text) < 100:
            text = text[:at] + chance.choice('abé🎉"()`#\n .=<>,:0') + text[at:]
        else:
            text = text[:at] + text[at + chance.randint(1, 20) :]
        editor.change("segments.seg", text)
        lines = text.split("\n")
        line = chance.randrange(len(lines))
        column = chance.randint(0, len(lines[line]) + 2)
        asked = chance.choice(("completion", "hover", "definition", "prepareRename"))
        editor.at(f"textDocument/{asked}", "segments.seg", line, column)
        asked = chance.choice(("documentSymbol", "foldingRange", "semanticTokens/full"))
        editor.ask(f"textDocument/{asked}", textDocument=uri)


def test_without_its_package_the_command_says_what_to_install(shop: Path) -> None:
    (shop / "pygls.py").write_text("raise ModuleNotFoundError('no', name='pygls')\n")
    done = segdsl(shop, "lsp", env={"PYTHONPATH": f"{shop}:{ROOT}"})
    assert done.code == 2
    assert "pip install 'segdsl[lsp]'" in done.err
    assert done.out == ""
