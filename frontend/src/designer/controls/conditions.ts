import { comparisons, type Condition, edited, fromTree, type Group, type Part, type Rows, toTree } from "../conditions";
import { h } from "../dom";
import { inRows, nameOfTree, type Sight, sightOf } from "../subjects";
import { condition, starting } from "./comparing";
import { nameOf, nowOf, put, type Setting } from "./control";

/** What one drawing needs: the setting, what the rule sees from here, and the name of the place. */
export interface Spot { setting: Setting; sight: Sight; at: string }
/** Changes the part as it stands now, which may be more than when it was drawn. */
export type Save<P> = (change: (now: P) => P, typed?: boolean) => void;

/** A rule as conditions that one picks. */
export function conditions(setting: Setting, group: Group): HTMLElement {
  const spot = { setting, sight: sightOf(setting), at: `${setting.id} ${nameOf(setting)}` };
  return groupOf(spot, group, (change, typed) => put(setting, toTree(change(fromTree(nowOf(setting)))), typed));
}

const HOWS = { and: "rule_all", or: "rule_any", none: "rule_none_of" } as const;

function groupOf(spot: Spot, group: Group, save: Save<Group>): HTMLElement {
  const { setting: { desk }, sight, at } = spot;
  const parts = (change: (now: Part[]) => Part[], typed = false): void => save((now) => edited(now, { parts: change(now.parts) }), typed);
  const add = (part: Part | null): void => {
    if (!part) return;
    parts((now) => [...now, part]);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-k="${CSS.escape(`${at} ${group.parts.length} ${part.sort === "group" ? "how" : part.sort === "rows" ? "quantity" : "field"}`)}"]`)?.focus());
  };
  const how = h("select", { class: "rule__how", "aria-label": desk.word("rule_how"), "data-k": `${at} how`, onchange: () => save((now) => edited(now, { how: how.value as Group["how"] })) },
    Object.entries(HOWS).map(([value, word]) => h("option", { value }, desk.word(word))));
  how.value = group.how;
  const button = (name: string, word: string, onclick: () => void): HTMLElement =>
    h("button", { type: "button", class: "button button--small button--quiet", "data-k": `${at} ${name}`, onclick }, desk.word(word));
  return h("div", { class: "rule__group" },
    (group.parts.length > 1 || group.how === "none") && how,
    group.parts.map((one, index) => partOf({ ...spot, at: `${at} ${index}` }, one,
      (change, typed) => parts((now) => now.map((was, here) => (here === index ? change(was) : was)), typed), () => parts((now) => now.filter((_one, here) => here !== index)))),
    h("div", { class: "row rule__adds" }, button("add", "rule_add", () => add(fresh(sight))),
      sight.repeats.length > 0 && button("rows", "rule_rows", () => add(freshRows(desk, sight))),
      group.parts.length > 0 && button("group", "rule_group", () => { const one = fresh(sight); add(one && { sort: "group", how: group.how === "and" ? "or" : "and", parts: [one] }); })));
}

function partOf(spot: Spot, part: Part, save: Save<Part>, gone: () => void): HTMLElement {
  const as = <P extends Part>(): Save<P> => (change, typed) => save((now) => change(now as P), typed);
  if (part.sort === "group") return h("div", { class: "rule__inner rule__inner--group" }, groupOf(spot, part, as<Group>()), cross(spot, gone));
  if (part.sort === "rows") return overRows(spot, part, as<Rows>(), gone);
  if (part.sort === "condition") return condition(spot, part, as<Condition>(), cross(spot, gone));
  return h("div", { class: "rule__condition" }, h("code", { class: "code rule__other" }, JSON.stringify(part.was)), cross(spot, gone));
}

function cross({ setting: { desk }, at }: Spot, gone: () => void): HTMLElement {
  return h("button", { type: "button", class: "rule__gone", "aria-label": desk.word("rule_gone"), "data-k": `${at} gone`, onclick: gone }, "×");
}

function fresh(sight: Sight): Condition | null {
  const first = sight.subjects[0];
  if (!first) return null;
  const op = comparisons(first.type, first.options.length > 0)[0]!;
  return { sort: "condition", left: first.tree, op, right: starting(first) };
}

function freshRows(desk: Setting["desk"], sight: Sight): Rows | null {
  const first = sight.repeats[0];
  if (!first) return null;
  const one = fresh(inRows(desk, sight, first.tree));
  return { sort: "rows", how: "some", rows: first.tree, op: ">=", n: 2, inner: { sort: "group", how: "and", parts: one ? [one] : [] } };
}

const QUANTITIES = ["some", "all", "no", "count >=", "count <=", "count =="];

/** Some row, every row, no row, or so many rows, in which the conditions hold. */
function overRows(spot: Spot, part: Rows, save: Save<Rows>, gone: () => void): HTMLElement {
  const { setting: { desk }, sight, at } = spot;
  const held = part.how === "count" ? `count ${part.op}` : part.how;
  const how = h("select", { "aria-label": desk.word("rule_quantity"), "data-k": `${at} quantity`, onchange: () => {
    const [name, op = ">="] = how.value.split(" ");
    save((now) => edited(now, { how: name as Rows["how"], op }));
  } }, [...new Set([...QUANTITIES, held])].map((value) => h("option", { value }, desk.word(`rows_${value}`))));
  how.value = held;
  const count = h("input", { type: "text", inputmode: "numeric", class: "w-short", "aria-label": desk.word("rule_count"), "data-k": `${at} count`, value: String(part.n), oninput: () => { if (/^\d{1,4}$/.test(count.value.trim())) save((now) => edited(now, { n: Number(count.value) }), true); } });
  const repeat = h("select", { "aria-label": desk.word("rule_rows_of"), "data-k": `${at} repeat`, onchange: () => {
    const found = sight.repeats.find((one) => nameOfTree(one.tree) === repeat.value);
    const first = found && fresh(inRows(desk, sight, found.tree));
    if (found) save((now) => edited(now, { rows: found.tree, inner: { sort: "group", how: "and", parts: first ? [first] : [] } }));
  } }, sight.repeats.map((one) => h("option", { value: nameOfTree(one.tree) }, one.label)));
  repeat.value = nameOfTree(part.rows);
  if (!repeat.value) repeat.prepend(h("option", { value: nameOfTree(part.rows), selected: true }, nameOfTree(part.rows)));
  const inner = { ...spot, sight: inRows(desk, sight, part.rows), at: `${at} rows` };
  return h("div", { class: "rule__inner" }, h("div", { class: "rule__condition" }, how, part.how === "count" && count, repeat, cross(spot, gone)),
    h("p", { class: "prop__help" }, desk.word("rows_where")), groupOf(inner, part.inner, (change, typed) => save((now) => edited(now, { inner: change(now.inner) }), typed)));
}
