"""A client of the language server, as an editor is one: requests in, answers and messages out."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from tests.cli.command import WORDS, environment

SECONDS = 30  # an answer that takes longer does not come
CAPABILITIES = {
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True}},
        "publishDiagnostics": {"relatedInformation": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "rename": {"prepareSupport": True},
    },
    "workspace": {"codeLens": {"refreshSupport": True}, "workspaceEdit": {"documentChanges": True}},
    "window": {"showMessage": {}},
}


@dataclass(slots=True)
class Client:
    """An editor at work in a folder, over standard input and output."""

    process: subprocess.Popen[bytes]
    folder: Path
    incoming: Queue[dict[str, Any]] = field(default_factory=Queue)
    diagnostics: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    messages: list[dict[str, Any]] = field(default_factory=list)
    number: int = 0
    versions: dict[str, int] = field(default_factory=dict)

    # --- talking ---

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method: str, **params: Any) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        """The answer to a request. Fails on an error of the server."""
        answer = self.answer(method, **params)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def answer(self, method: str, **params: Any) -> dict[str, Any]:
        self.number += 1
        message: dict[str, Any] = {"id": self.number, "method": method}
        if params:
            message["params"] = params
        self.send(message)
        ends = time.monotonic() + SECONDS
        while True:
            got = self.receive(ends - time.monotonic())
            if got.get("id") == self.number and "method" not in got:
                return got

    def receive(self, seconds: float) -> dict[str, Any]:
        """The next message; what the server says or asks by itself is kept or answered."""
        got = self.incoming.get(timeout=max(0.01, seconds))
        self.messages.append(got)
        if got.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[got["params"]["uri"]] = got["params"]["diagnostics"]
        elif "method" in got and "id" in got:
            self.send({"id": got["id"], "result": None})
        return got

    def until(self, method: str, seconds: float = SECONDS) -> dict[str, Any]:
        """The next notification or request of the server of that name."""
        ends = time.monotonic() + seconds
        while True:
            got = self.receive(ends - time.monotonic())
            if got.get("method") == method:
                return got

    def told(self, path: str) -> list[str]:
        """What is said of an open file as it is now."""
        while True:
            got = self.until("textDocument/publishDiagnostics")["params"]
            if got["uri"] == self.uri(path) and got.get("version") == self.versions[path]:
                return self.says(path)

    def settled(self, quiet: float = 0.8) -> None:
        """Waits until the server has had nothing to say for a while."""
        try:
            while True:
                self.receive(quiet)
        except Empty:
            return

    # --- editing ---

    def uri(self, path: str) -> str:
        return (self.folder / path).as_uri()

    def open(self, path: str, text: str | None = None) -> None:
        if text is None:
            text = (self.folder / path).read_bytes().decode()
        self.versions[path] = 1
        document = {"uri": self.uri(path), "languageId": "segdsl", "version": 1, "text": text}
        self.notify("textDocument/didOpen", textDocument=document)

    def move(self, folder: Path) -> None:
        """Goes on in another project: all that is open is closed."""
        for path in self.versions:
            self.notify("textDocument/didClose", textDocument={"uri": self.uri(path)})
        self.folder = folder
        self.versions.clear()
        self.diagnostics.clear()
        self.messages.clear()

    def change(self, path: str, text: str) -> None:
        self.versions[path] += 1
        self.notify(
            "textDocument/didChange",
            textDocument={"uri": self.uri(path), "version": self.versions[path]},
            contentChanges=[{"text": text}],
        )

    def at(self, method: str, path: str, line: int, character: int, **more: Any) -> Any:
        return self.ask(
            method,
            textDocument={"uri": self.uri(path)},
            position={"line": line, "character": character},
            **more,
        )

    def says(self, path: str) -> list[str]:
        """The messages about a file: `SEG200 nothing here is called …`."""
        found = self.diagnostics.get(self.uri(path), [])
        return [f"{one['code']} {one['message']}" for one in found]

    def end(self) -> int:
        """Shuts the server down as the protocol has it; its exit code."""
        self.ask("shutdown")
        self.send({"method": "exit"})
        return self.process.wait(SECONDS)


@contextmanager
def client(folder: Path, **options: Any) -> Iterator[Client]:
    """A server that is initialized for a folder."""
    process = subprocess.Popen(
        [*WORDS, "lsp"],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    one = Client(process, folder)
    reader = threading.Thread(target=_read, args=(one,), daemon=True)
    reader.start()
    try:
        one.ask(
            "initialize",
            processId=None,
            rootUri=folder.as_uri(),
            **{"capabilities": CAPABILITIES, **options},
        )
        one.notify("initialized")
        yield one
    finally:
        process.kill()
        process.wait(SECONDS)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def _read(one: Client) -> None:
    """Puts every message of the server in the queue: whatever else it prints is no protocol."""
    stream = one.process.stdout
    assert stream is not None
    try:
        while True:
            length = 0
            while (line := stream.readline().strip()) != b"":
                name, _, value = line.partition(b":")
                assert name.lower() in (b"content-length", b"content-type"), line
                if name.lower() == b"content-length":
                    length = int(value)
            if not length:
                return
            one.incoming.put(json.loads(stream.read(length)))
    except ValueError:
        return  # closed at the end
