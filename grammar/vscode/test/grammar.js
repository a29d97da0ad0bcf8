// Colours every example with the engine of VS Code, and holds the result to a few laws.
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const oniguruma = require("vscode-oniguruma");
const { Registry, INITIAL, parseRawGrammar } = require("vscode-textmate");

const here = path.join(__dirname, "..");
const file = path.join(here, "syntaxes", "segdsl.tmLanguage.json");

async function main() {
  const wasm = fs.readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(fs.readFileSync(file, "utf8"), file),
  });
  const grammar = await registry.loadGrammar("source.segdsl");

  const scopes = (line) =>
    grammar.tokenizeLine(line, INITIAL).tokens.map((token) => [
      line.slice(token.startIndex, token.endIndex),
      token.scopes.at(-1),
    ]);
  const scope = (line, word) => scopes(line).find(([text]) => text === word)?.[1] ?? "none";

  const rule = 'segment owner "Clients": any orders where (note = "in last" and city = "x") in last 30d # and';
  assert.match(scope(rule, "segment"), /^keyword\.declaration/);
  assert.match(scope(rule, "owner"), /^entity\.name/);
  assert.match(scope(rule, '"Clients"'), /^string/);
  assert.match(scope(rule, "any"), /^keyword/);
  assert.match(scope(rule, "in last"), /^keyword/);
  assert.match(scope(rule, "30d"), /^constant\.numeric/);
  assert.match(scope(rule, "# and"), /^comment/);
  assert.ok(scopes(rule).every(([text, found]) => text.trim() !== "note" || found === "source.segdsl"));
  assert.match(scope('  owner "crm"', "owner"), /^keyword/);
  assert.match(scope("  expect share of monetary >= 15%", "expect share of"), /^keyword/);
  assert.match(scope("  à_risque when recency >= 90d", "when"), /^keyword/);

  const examples = path.join(here, "..", "..", "examples");
  let lines = 0;
  for (const name of fs.readdirSync(examples, { recursive: true })) {
    if (!name.endsWith(".seg")) continue;
    for (const line of fs.readFileSync(path.join(examples, name), "utf8").split("\n")) {
      assert.strictEqual(scopes(line).map(([text]) => text).join("").trimEnd(), line.trimEnd());
      lines += 1;
    }
  }
  assert.ok(lines > 500);
  console.log(`${lines} lines of examples coloured`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
