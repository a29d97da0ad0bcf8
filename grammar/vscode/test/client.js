// Starts the extension without VS Code: servers that are there, that are not, and that never answer.
"use strict";

const assert = require("node:assert");
const { once } = require("node:events");
const Module = require("node:module");
const path = require("node:path");

const settings = { language: "auto", sizes: true };
const shown = [];
const commands = new Map();
let configured;
const vscode = {
  env: { language: "fr" },
  commands: { registerCommand: (name, run) => commands.set(name, run) },
  window: {
    createOutputChannel: () => ({ appendLine() {}, show() {} }),
    showErrorMessage: (says) => {
      shown.push(says);
      return new Promise(() => {}); // nobody closes it
    },
  },
  workspace: {
    createFileSystemWatcher: () => ({}),
    getConfiguration: () => ({ get: (name) => settings[name] }),
    onDidChangeConfiguration: (told) => (configured = told),
  },
};

const servers = [];

/** A client that takes whatever its server prints for an answer, and ends it by closing its input. */
class LanguageClient {
  constructor(id, name, launch, options) {
    Object.assign(this, { launch_: launch, options, running: false });
    this.createDefaultErrorHandler();
  }
  createDefaultErrorHandler() {
    return {};
  }
  isRunning() {
    return this.running;
  }
  async start() {
    const server = await this.launch_();
    servers.push(server);
    this.running = await Promise.race([
      once(server.stdout, "data").then(() => true),
      once(server, "exit").then(() => false),
    ]);
  }
  async stop() {
    if (!this.running) throw new Error("not running");
    this.server.stdin.end();
  }
  error() {}
}

const load = Module._load;
Module._load = (name, ...rest) => {
  if (name === "vscode") return vscode;
  if (name === "vscode-languageclient/node") return { LanguageClient, CloseAction: {} };
  return load(name, ...rest);
};
const extension = require(path.join(__dirname, "..", "client.js"));

const node = (text) => [process.execPath, "-e", text];
const ANSWERS = node('console.log("here"); process.stdin.resume()');
const isAlive = (one) => one.exitCode === null && one.signalCode === null;
const alive = () => servers.filter(isAlive);
const ended = async (one) => isAlive(one) && (await once(one, "exit"));

const tired = setTimeout(() => {
  console.error("something waits that should not");
  process.exit(1);
}, 60_000);

async function main() {
  // of a server that is not there one message tells, and nothing waits until it is closed
  settings.command = ["no-such-command-as-this", "lsp"];
  await extension.activate({ subscriptions: [] });
  assert.strictEqual(shown.length, 1);
  assert.match(shown[0], /segdsl ne démarre pas \(« no-such-command-as-this »\)/);

  // so of one that ends at once
  settings.command = node("process.exit(2)");
  await commands.get("segdsl.restart")();
  assert.strictEqual(shown.length, 2);

  // a setting that changes starts another; of changes in a row one server is left
  settings.command = ANSWERS;
  configured({ affectsConfiguration: (name) => name === "segdsl" });
  configured({ affectsConfiguration: () => true });
  configured({ affectsConfiguration: () => false });
  await commands.get("segdsl.restart")();
  await ended(servers.at(-2));
  assert.strictEqual(alive().length, 1);
  assert.strictEqual(servers.length, 4);

  await extension.deactivate();
  await ended(servers.at(-1));
  assert.strictEqual(alive().length, 0);
  assert.strictEqual(shown.length, 2);
  clearTimeout(tired);
  console.log("the client starts, complains and ends as it should");
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
