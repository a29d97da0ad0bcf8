// Starts `segdsl lsp` and tells it the settings; all else is the server's.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** @type {LanguageClient | undefined} */
let client;

async function activate(context) {
  context.subscriptions.push(vscode.commands.registerCommand("segdsl.restart", restart));
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("segdsl")) void restart();
    }),
  );
  await start();
}

async function deactivate() {
  await stop();
}

async function restart() {
  await stop();
  await start();
}

async function stop() {
  const ending = client;
  client = undefined;
  if (ending !== undefined) await ending.stop().catch(() => undefined);
}

async function start() {
  const settings = vscode.workspace.getConfiguration("segdsl");
  const [command, ...args] = settings.get("command") ?? ["segdsl", "lsp"];
  const language = settings.get("language");
  client = new LanguageClient(
    "segdsl",
    "segdsl",
    { command: command ?? "segdsl", args, options: { cwd: folder() } },
    {
      documentSelector: [{ language: "segdsl", scheme: "file" }, { language: "segdsl", scheme: "untitled" }],
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/{*.seg,segdsl.toml,*.csv}") },
      initializationOptions: {
        lang: language === "auto" ? undefined : language,
        sizes: settings.get("sizes"),
        suggestAgain: true,
      },
    },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const french = vscode.env.language.startsWith("fr");
    await vscode.window.showErrorMessage(
      french
        ? `segdsl ne démarre pas (« ${command} ») : installez-le par « pip install 'segdsl[lsp]' », ou indiquez où il est dans le réglage segdsl.command.`
        : `segdsl does not start ("${command}"): install it by "pip install 'segdsl[lsp]'", or say where it is in the setting segdsl.command.`,
    );
  }
}

function folder() {
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
}

module.exports = { activate, deactivate };
