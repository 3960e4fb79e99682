import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, type Command, invert } from "./commands";
import { fromTable } from "./controls/choices";
import { NotAFormula, readFormula, writeFormula } from "./formula";
import { History } from "./history";
import { joined, type Noted, noted, rebase, yetToArrive } from "./merging";
import { find, type Json, type Node, partAt, placeOf, pointerOf } from "./model";
import { linesIn, MOST_OPTIONS } from "./pasting";
import { keyFrom, rereading, renewed } from "./naming";

const text = (id: string, key: string): Node => ({ id, key, type: "text", label: { en: key } });
const FORM: Node = {
  kind: "form", title: "Intake",
  pages: [
    { id: "p1", key: "one", title: "One", items: [text("a", "name"), { id: "r", key: "lines", type: "repeat", label: "Lines", items: [text("b", "amount")] }] },
    { id: "p2", key: "two", title: "Two", items: [{ ...text("c", "age"), visible_when: { empty: [{ var: "name" }] } }] },
  ],
} as unknown as Node;

const COMMANDS: Record<string, Command> = {
  set: { do: "set", id: "a", name: "required", value: true },
  "set one language": { do: "set", id: "a", name: "label", part: "zh-Hant", value: "姓名" },
  "take a property away": { do: "set", id: "a", name: "label", value: null },
  insert: { do: "insert", into: "r", list: "items", after: "b", node: text("n", "new") },
  "insert first": { do: "insert", into: "p2", list: "items", after: null, node: text("n", "new") },
  "insert into what is not there yet": { do: "insert", into: "", list: "checks", after: null, node: { id: "k", assert: true } },
  remove: { do: "remove", id: "r" },
  move: { do: "move", id: "a", into: "p2", list: "items", after: "c" },
  "move into a repeat": { do: "move", id: "c", into: "r", list: "items", after: null },
  replace: { do: "replace", document: { kind: "form" } },
  many: { do: "many", commands: [{ do: "set", id: "a", name: "key", value: "full_name" }, { do: "move", id: "a", into: "p2", list: "items", after: null }] },
};

/** Commands one after the other upon a form, as a window notes them. */
function notes(commands: readonly Command[], base = FORM): Noted[] {
  let doc = base;
  return commands.map((command) => { const one = noted(command, doc); doc = apply(doc, command) ?? doc; return one; });
}

for (const [name, command] of Object.entries(COMMANDS)) {
  test(`${name}: done, and undone to the same form`, () => {
    const frozen = JSON.stringify(FORM);
    const after = apply(FORM, command)!;
    assert.notDeepEqual(after, FORM);
    assert.deepEqual(apply(after, invert(FORM, command)), FORM);
    assert.equal(JSON.stringify(FORM), frozen);
  });
}

test("what speaks of a part that is gone cannot be done", () => {
  const gone = apply(FORM, { do: "remove", id: "a" })!;
  for (const command of [COMMANDS["set"]!, COMMANDS["move"]!, { do: "remove", id: "a" } as Command]) assert.equal(apply(gone, command), null);
});

test("a part never moves into itself", () => {
  assert.equal(apply(FORM, { do: "move", id: "r", into: "r", list: "items", after: null }), null);
});

test("places and pointers", () => {
  assert.deepEqual(placeOf(FORM, "b"), { into: "r", list: "items", after: null });
  assert.equal(pointerOf(FORM, "b"), "/pages/0/items/1/items/0");
  assert.deepEqual(partAt(FORM, "/pages/0/items/1/items/0/label/en"), { id: "b", name: "label", path: "label/en" });
  assert.deepEqual(partAt(FORM, "/title"), { id: "", name: "title", path: "title" });
});

test("two people at different things: both stand", () => {
  const theirs = apply(FORM, { do: "set", id: "a", name: "hint", value: "Theirs" })!;
  const { doc, kept, aside } = rebase(notes([COMMANDS["set"]!, COMMANDS["remove"]!]), theirs);
  assert.equal(kept.length, 2);
  assert.equal(aside.length, 0);
  assert.equal(find(doc, "a")!["hint"], "Theirs");
  assert.equal(find(doc, "a")!["required"], true);
});

test("two people at the same word: theirs stands, mine is set aside whole", () => {
  const mine: Command = { do: "set", id: "a", name: "label", part: "en", value: "Mine" };
  const theirs = apply(FORM, { do: "set", id: "a", name: "label", part: "en", value: "Theirs" })!;
  const { doc, kept, aside } = rebase(notes([mine, COMMANDS["insert"]!]), theirs);
  assert.deepEqual(aside, [mine]);
  assert.deepEqual(kept.map((one) => one.command), [COMMANDS["insert"]]);
  assert.deepEqual(find(doc, "a")!["label"], { en: "Theirs" });
});

test("each language is a thing of its own", () => {
  const mine: Command = { do: "set", id: "a", name: "label", part: "zh-Hant", value: "姓名" };
  const theirs = apply(FORM, { do: "set", id: "a", name: "label", part: "en", value: "Full name" })!;
  assert.deepEqual(find(rebase(notes([mine]), theirs).doc, "a")!["label"], { en: "Full name", "zh-Hant": "姓名" });
});

test("what somebody still works on is not removed under their hands", () => {
  const theirs = apply(FORM, { do: "set", id: "b", name: "required", value: true })!;
  const { doc, aside } = rebase(notes([{ do: "remove", id: "r" }]), theirs);
  assert.equal(aside.length, 1);
  assert.ok(find(doc, "b"));
});

test("my own letters follow one another", () => {
  const letters = ["A", "Ag", "Age"].map((value): Command => ({ do: "set", id: "c", name: "label", part: "en", value }));
  assert.equal(rebase(notes(letters), apply(FORM, COMMANDS["insert"]!)!).aside.length, 0);
});

test("letters of one word are kept as one command that still knows what stood there before", () => {
  const letters = notes(["A", "Ag", "Age"].map((value): Command => ({ do: "set", id: "c", name: "label", part: "en", value })));
  const mine = letters.reduce<Noted[]>((all, one) => joined(all, one), []);
  assert.deepEqual(mine, [{ command: letters[2]!.command, grounds: letters[0]!.grounds }]);
  const theirs = apply(FORM, { do: "set", id: "c", name: "label", part: "en", value: "Theirs" })!;
  assert.equal(rebase(mine, theirs).aside.length, 1);
  assert.equal(joined(letters.slice(0, 1), letters[1]!, 1).length, 2); // what was sent stays as it went
});

test("what arrived although its answer did not is not done twice", () => {
  const mine = notes([COMMANDS["set"]!, COMMANDS["insert"]!, { do: "set", id: "n", name: "required", value: true }]);
  const sent = mine.slice(0, 2).map((one) => one.command);
  const steps = [{ commands: [{ do: "remove", id: "zzz" }] }, { commands: sent }];
  assert.deepEqual(yetToArrive(mine, steps), mine.slice(2));
  const stands = sent.reduce((doc, one) => apply(doc, one)!, FORM);
  assert.equal(rebase(yetToArrive(mine, steps), stands).aside.length, 0);
  assert.deepEqual(yetToArrive(mine, [{ commands: [COMMANDS["remove"]!] }]), mine);
});

test("the history knows no limit, joins letters, and leaves alone what others changed since", () => {
  const history = new History();
  let doc = FORM;
  const run = (command: Command, tag = ""): void => { const after = apply(doc, command)!; history.note(doc, command, after, tag); doc = after; };
  for (let n = 0; n < 500; n++) run({ do: "set", id: "a", name: "hint", value: String(n) });
  for (const value of ["A", "Ag", "Age"]) run({ do: "set", id: "c", name: "hint", value }, "c hint");
  doc = apply(doc, history.undo(doc)!.command)!;
  assert.equal(find(doc, "c")!["hint"], undefined);
  doc = apply(doc, history.redo(doc)!.command)!;
  assert.equal(find(doc, "c")!["hint"], "Age");
  doc = apply(doc, history.undo(doc)!.command)!;
  for (let n = 0; n < 500; n++) doc = apply(doc, history.undo(doc)!.command)!;
  assert.deepEqual(doc, FORM);
  assert.equal(history.canUndo, false);
  run({ do: "set", id: "a", name: "hint", value: "mine" });
  doc = apply(doc, { do: "set", id: "a", name: "hint", value: "theirs" })!;
  assert.equal(history.undo(doc), null);
});

test("keys are made of labels", () => {
  assert.equal(keyFrom("Date of birth?", "field", new Set()), "date_of_birth");
  assert.equal(keyFrom("2nd name", "field", new Set(["nd_name"])), "nd_name_2");
  assert.equal(keyFrom("姓名", "text", new Set()), "text");
});

test("a renamed key is renamed in every rule that reads it, and nowhere else", () => {
  assert.deepEqual(rereading(FORM, "name", "full_name"), [{ id: "c", name: "visible_when", value: { empty: [{ var: "full_name" }] } }]);
  assert.deepEqual(rereading(FORM, "One", "x"), []);
});

test("a copy has ids of its own at every depth", () => {
  const copy = renewed(find(FORM, "r")!, new Set(["lines", "amount"]));
  assert.equal(JSON.stringify(copy).includes('"id":"b"'), false);
  assert.equal((copy["items"] as any)[0].key, "amount_2");
});

const FORMULAS: [string, Json][] = [
  ["quantity * unit_price", { "*": [{ row: "quantity" }, { row: "unit_price" }] }],
  ["sum(lines.amount) + 10", { "+": [{ sum: [{ var: "lines" }, { row: "amount" }] }, 10] }],
  ["(total - 0.5) / 3", { "/": [{ "-": [{ var: "total" }, "0.5"] }, 3] }],
  ["total - (a - b)", { "-": [{ var: "total" }, { "-": [{ var: "a" }, { var: "b" }] }] }],
  ["round(total, 2)", { round: [{ var: "total" }, 2] }],
];
for (const [written, tree] of FORMULAS) {
  test(`formula ${written}`, () => {
    assert.deepEqual(readFormula(written, new Set(["quantity", "unit_price"])), tree);
    assert.equal(writeFormula(tree), written);
  });
}

test("what is no formula is refused", () => {
  for (const wrong of ["a +", "a b", "sum(a", "a $ b", ")"]) assert.throws(() => readFormula(wrong, new Set()), NotAFormula);
});

test("options from a spreadsheet", () => {
  const found = fromTable("Yes\t是\tyes\t1\r\nNo\t否\n\n不知道\n");
  assert.deepEqual(found.map(({ key, label, score }) => ({ key, label, score })), [
    { key: "yes", label: { en: "Yes", "zh-Hant": "是" }, score: 1 },
    { key: "no", label: { en: "No", "zh-Hant": "否" }, score: undefined },
    { key: "option_3", label: { "zh-Hant": "不知道" }, score: undefined },
  ]);
});

test("a million lines are counted as too many without reading them all", () => {
  assert.equal(linesIn("Yes\r\n\r\n  \nNo"), 2);
  assert.equal(linesIn("Yes\n".repeat(1_000_000)), MOST_OPTIONS + 1);
});

test("options with the same words get keys of their own", () => {
  const found = fromTable("Yes\n".repeat(MOST_OPTIONS));
  assert.equal(new Set(found.map((one) => one["key"])).size, MOST_OPTIONS);
});
