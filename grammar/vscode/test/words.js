// Reads the configuration of the language as VS Code does: what is a word, where lines begin.
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");

const file = path.join(__dirname, "..", "language-configuration.json");
const configuration = JSON.parse(fs.readFileSync(file, "utf8"));

// a text alone is a pattern without flags, in which `\p{L}` is no letter
const read = (one) => (typeof one === "string" ? new RegExp(one) : new RegExp(one.pattern, one.flags));

const words = (line) => {
  const pattern = read(configuration.wordPattern);
  return [...line.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))].map(([word]) => word);
};
// VS Code opens its list while a word is typed, and puts an item in the place of the whole word
assert.deepStrictEqual(words("fre"), ["fre"]);
assert.deepStrictEqual(words("any orders where (à_risque >= 20.5)"),
  ["any", "orders", "where", "à_risque", "20.5"]);
assert.deepStrictEqual(words("`la règle d'or`.œuvre2"), ["`la règle d'or`", "œuvre2"]);

const [blank, declaration] = configuration.onEnterRules.map((one) => read(one.beforeText));
assert.ok(blank.test("  ") && !blank.test("") && !blank.test("  note"));
assert.ok(declaration.test("segment x: vip") && !declaration.test("segmentx: vip"));
console.log("words and lines are read as they are written");
