// A pattern takes at most as many steps as it has states, times the characters of the text, whatever the pattern is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { follow, formOf } from "./pattern";

const EXPLODING: [pattern: string, text: string, found: boolean][] = [
  ["a*a*a*a*a*a*a*a*b", "a".repeat(2000), false],
  [`${"a?".repeat(100)}${"a".repeat(100)}`, "a".repeat(100), true],
  ["(?:a|a){10}(?:a|a){10}(?:a|a){10}(?:a|a){10}b", "a".repeat(40), false],
  ["[a-z]*[a-y]*[b-z]*[^\\n]*!", "abcxyz".repeat(300), false],
  ["(?:a*)*b", "a".repeat(2000), false],
  ["(?:(?:a|b)*a)*c", "ab".repeat(1000), false],
];

for (const [pattern, text, found] of EXPLODING) {
  test(`${pattern.slice(0, 30)} is answered step by step`, () => {
    const form = formOf(pattern);
    const answer = follow(form, text);
    assert.equal(answer.found, found);
    assert.ok(answer.steps <= form.states.length * (text.length + 1), `${answer.steps} steps`);
  });
}

const PORTABLE = ["[A-Z]{1,2}[0-9]{6}", "a[^\\n]c", "(?:a|bc|)?d", "(?:ab)*", "[^\\t\\n\\f\\r ]", "\\$", "a\\\\", "(?:a|b){2,5}"];
PORTABLE.push("\\]", "[0-9\\-]", "[-]", "[一-鿿]+", "[\\^a]+", "a{0}b", "a{3,}", "(?:)", "", "\\/\\.", "[+-]", "(?:a{2}|b?){1,3}");
const TEXTS = ["", "a", "b", "aa", "ab", "abab", "aaa", "bb", "bcd", "d", "ad", "AB123456", "A12345", "a\nc", "a😀c", "axc", "$", "a\\"];
TEXTS.push("ababa", "ababab", "]", "-", "7", "陳大文", "^a^", "/.", "+", "aab", "aabaab", "\t", "😀");

test("it answers as RegExp does", () => {
  for (const pattern of PORTABLE) {
    const form = formOf(pattern);
    const native = new RegExp(`^(?:${pattern})$`, "u");
    for (const text of TEXTS) assert.equal(follow(form, text).found, native.test(text), `${pattern} on ${JSON.stringify(text)}`);
  }
});
