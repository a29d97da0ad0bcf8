// Starts `segdsl lsp` and tells it the settings; all else is the server's.
"use strict";

const { spawn } = require("node:child_process");
const { once } = require("node:events");
const vscode = require("vscode");
const { CloseAction, LanguageClient } = require("vscode-languageclient/node");

const PATIENCE = 30_000; // milliseconds; a server that has not answered by then is none

/** A client that holds its server, and leaves it to `complain` to say that it does not start. */
class Client extends LanguageClient {
  isStarting = true;
  /** @type {import("node:child_process").ChildProcess | undefined} */
  server;

  constructor(command, args, options) {
    super("segdsl", "segdsl", () => this.launch(command, args), options);
  }

  async launch(command, args) {
    this.server = spawn(command, args, { cwd: folder() });
    await once(this.server, "spawn");
    return this.server;
  }

  /** Ends once the server has answered; fails if it is not there, ends or takes too long. */
  async begin() {
    let waiting;
    const late = new Promise((_, reject) => {
      waiting = setTimeout(() => reject(new Error(`no answer in ${PATIENCE / 1000} s`)), PATIENCE);
    });
    try {
      await Promise.race([this.start(), late]);
      if (!this.isRunning()) throw new Error("it ended at once"); // which `start` does not tell
      this.isStarting = false;
    } finally {
      clearTimeout(waiting);
    }
  }

  async end() {
    await this.stop().catch(() => undefined); // it may never have answered
    this.server?.kill();
  }

  error(message, data, show) {
    super.error(message, data, this.isStarting ? false : show);
  }

  createDefaultErrorHandler(most) {
    const usual = super.createDefaultErrorHandler(most);
    return {
      error: (...told) => usual.error(...told),
      closed: () => (this.isStarting ? { action: CloseAction.DoNotRestart } : usual.closed()),
    };
  }
}

/** @type {Client | undefined} */
let client;
/** @type {vscode.OutputChannel} */
let output;
/** @type {vscode.FileSystemWatcher} */
let files;
let turn = Promise.resolve(); // of two restarts the second waits for the first

async function activate(context) {
  output = vscode.window.createOutputChannel("segdsl");
  files = vscode.workspace.createFileSystemWatcher("**/{*.seg,segdsl.toml,*.csv}");
  context.subscriptions.push(
    output,
    files,
    vscode.commands.registerCommand("segdsl.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("segdsl")) void restart();
    }),
  );
  await next(start);
}

function deactivate() {
  return next(stop);
}

function restart() {
  return next(async () => {
    await stop();
    await start();
  });
}

function next(work) {
  turn = turn.then(work);
  return turn;
}

async function stop() {
  const ending = client;
  client = undefined;
  await ending?.end();
}

async function start() {
  const settings = vscode.workspace.getConfiguration("segdsl");
  const [command = "segdsl", ...args] = settings.get("command") ?? ["segdsl", "lsp"];
  const language = settings.get("language");
  client = new Client(command, args, {
    documentSelector: [{ language: "segdsl", scheme: "file" }, { language: "segdsl", scheme: "untitled" }],
    outputChannel: output,
    synchronize: { fileEvents: files },
    initializationOptions: {
      lang: language === "auto" ? undefined : language,
      sizes: settings.get("sizes"),
      suggestAgain: true,
    },
    initializationFailedHandler: () => false,
  });
  try {
    await client.begin();
  } catch (error) {
    output.appendLine(String(error));
    await stop();
    void complain(command); // not awaited: it stays until somebody closes it
  }
}

async function complain(command) {
  const isFrench = vscode.env.language.startsWith("fr");
  const says = isFrench
    ? `segdsl ne démarre pas (« ${command} ») : installez-le par « pip install 'segdsl[lsp]' », ou indiquez où il est dans le réglage segdsl.command.`
    : `segdsl does not start ("${command}"): install it by "pip install 'segdsl[lsp]'", or say where it is in the setting segdsl.command.`;
  const [setting, details] = isFrench ? ["Ouvrir le réglage", "Détails"] : ["Open the setting", "Details"];
  const chosen = await vscode.window.showErrorMessage(says, setting, details);
  if (chosen === setting) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "segdsl.command");
  } else if (chosen === details) {
    output.show();
  }
}

function folder() {
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
}

module.exports = { activate, deactivate };
