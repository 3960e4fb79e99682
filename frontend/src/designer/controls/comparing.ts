import { comparisons, type Condition, daysFromToday, edited, fromToday, isSubject, literal, ORDERED, takesList, takesValue } from "../conditions";
import { h } from "../dom";
import type { Json } from "../model";
import { nameOfTree, type Subject } from "../subjects";
import type { Save, Spot } from "./conditions";

/** What a new comparison with the subject begins with. */
export function starting({ type, options }: Subject): Json {
  const [first] = options;
  if (first) return first[0];
  return type === "boolean" ? true : ["integer", "decimal", "money"].includes(type) ? 1 : type === "date" ? fromToday(0) : "";
}

/** One comparison: what, how, with what. */
export function condition(spot: Spot, one: Condition, save: Save<Condition>, cross: HTMLElement): HTMLElement {
  const { setting: { desk }, sight, at } = spot;
  const subject = subjectOf(spot, one.left);
  const field = h("select", { "aria-label": desk.word("field"), "data-k": `${at} field`, onchange: () => {
    const next = sight.subjects.find((other) => nameOfTree(other.tree) === field.value);
    if (!next) return;
    const ops = comparisons(next.type, next.options.length > 0);
    save((now) => edited(now, { left: next.tree, op: ops.includes(one.op) && !takesList(one.op) ? one.op : ops[0]!, right: starting(next) }));
  } }, sight.subjects.map((other) => h("option", { value: nameOfTree(other.tree) }, other.label)));
  field.value = nameOfTree(one.left);
  if (!field.value) field.prepend(h("option", { value: nameOfTree(one.left), selected: true }, subject.label));
  const ops = [...new Set([...comparisons(subject.type, subject.options.length > 0), one.op])];
  const op = h("select", { "aria-label": desk.word("operator"), "data-k": `${at} op`, onchange: () => save((now) => edited(now, { op: op.value, right: rightFor(op.value, now, subject) })) },
    ops.map((name) => h("option", { value: name }, desk.word(subject.type === "date" && ORDERED.includes(name) ? `op_date_${name}` : `op_${name}`))));
  op.value = one.op;
  return h("div", { class: "rule__condition" }, field, op, takesValue(one.op) && right(spot, one, subject, save), cross);
}

function subjectOf({ sight }: Spot, tree: Json): Subject {
  const name = nameOfTree(tree);
  return sight.subjects.find((one) => nameOfTree(one.tree) === name) ?? { tree, label: name.split(" ").at(-1)!, type: "text", options: [] };
}

/** The value that another comparison needs: a list becomes one, one becomes a list. */
function rightFor(op: string, one: Condition, subject: Subject): Json {
  if (!takesValue(op)) return null;
  const was = one.right ?? starting(subject);
  if (takesList(op)) return Array.isArray(was) ? was : [was];
  return Array.isArray(was) ? was[0] ?? starting(subject) : was;
}

function right(spot: Spot, one: Condition, subject: Subject, save: Save<Condition>): (HTMLElement | false)[] {
  if (takesList(one.op)) return [several(spot, one, subject, save)];
  if (subject.options.length || subject.type === "boolean") return [picked(spot, one, subject, save)];
  return ORDERED.includes(one.op) ? against(spot, one, subject, save) : [typed(spot, one, subject, save)];
}

function picked({ setting: { desk }, at }: Spot, one: Condition, subject: Subject, save: Save<Condition>): HTMLElement {
  const options = subject.type === "boolean" ? [["true", desk.word("yes")], ["false", desk.word("no")]] as const : subject.options;
  const select = h("select", { "aria-label": desk.word("value"), "data-k": `${at} value`, onchange: () => save((now) => edited(now, { right: literal(subject.type, select.value) })) },
    options.map(([key, label]) => h("option", { value: key }, label)));
  const now = typeof one.right === "object" ? JSON.stringify(one.right) : String(one.right);
  select.value = now;
  if (select.value !== now) select.prepend(h("option", { value: now, selected: true, disabled: true }, now));
  return select;
}

function several({ setting: { desk }, at }: Spot, one: Condition, subject: Subject, save: Save<Condition>): HTMLElement {
  const listOf = (now: Condition): readonly Json[] => (Array.isArray(now.right) ? now.right : []);
  const chosen = listOf(one);
  const known = new Set(subject.options.map(([key]) => key));
  const strange = chosen.filter((key) => !known.has(String(key))).map((key) => [String(key), String(key)] as const);
  return h("fieldset", { class: "rule__several" }, h("legend", { class: "sr-only" }, desk.word("value")), [...subject.options, ...strange].map(([key, label]) => {
    const tick = h("input", { type: "checkbox", "data-k": `${at} value ${key}`, onchange: () => save((now) => edited(now, { right: tick.checked ? [...listOf(now), key] : listOf(now).filter((other) => other !== key) })) });
    tick.checked = chosen.includes(key);
    return h("label", { class: "tick" }, tick, label);
  }));
}

/** A value, another answer, or a day counted from today. */
function against(spot: Spot, one: Condition, subject: Subject, save: Save<Condition>): (HTMLElement | false)[] {
  const { setting: { desk }, sight, at } = spot;
  const alike = sight.subjects.filter((other) => nameOfTree(other.tree) !== nameOfTree(one.left) && (other.type === subject.type || (number(other.type) && number(subject.type))));
  const days = daysFromToday(one.right);
  const way = isSubject(one.right) ? "answer" : days === null ? "value" : days ? (days < 0 ? "before" : "after") : "today";
  const ways = [...(subject.type === "date" ? ["today", "before", "after"] : []), "value", ...(alike.length || way === "answer" ? ["answer"] : [])];
  const begin: Record<string, Json> = { today: fromToday(0), before: fromToday(-30), after: fromToday(30), value: subject.type === "date" ? "" : starting(subject), answer: alike[0]?.tree ?? one.right };
  const select = h("select", { "aria-label": desk.word("compare_with"), "data-k": `${at} with`, onchange: () => save((now) => edited(now, { right: begin[select.value]! })) }, ways.map((name) => h("option", { value: name }, desk.word(`with_${name}`))));
  select.value = way;
  const second = way === "answer" ? another(spot, one, alike, save) : way === "value" ? typed(spot, one, subject, save) : way !== "today" && daysField(spot, days!, save);
  return [ways.length > 1 && select, second];
}

const number = (type: string): boolean => ["integer", "decimal", "money"].includes(type);

function another({ setting: { desk }, at }: Spot, one: Condition, alike: Subject[], save: Save<Condition>): HTMLElement {
  const select = h("select", { "aria-label": desk.word("value"), "data-k": `${at} value`, onchange: () => save((now) => edited(now, { right: alike.find((other) => nameOfTree(other.tree) === select.value)!.tree })) },
    alike.map((other) => h("option", { value: nameOfTree(other.tree) }, other.label)));
  const now = nameOfTree(one.right);
  select.value = now;
  if (select.value !== now) select.prepend(h("option", { value: now, selected: true, disabled: true }, now.split(" ").at(-1)!));
  return select;
}

function daysField({ setting: { desk }, at }: Spot, days: number, save: Save<Condition>): HTMLElement {
  const input = h("input", { type: "text", inputmode: "numeric", class: "w-short", "aria-label": desk.word("days"), "data-k": `${at} days`, value: String(Math.abs(days)),
    oninput: () => { if (/^[1-9]\d{0,4}$/.test(input.value.trim())) save((now) => edited(now, { right: fromToday(Math.sign(days) * Number(input.value)) }), true); } });
  return input;
}

function typed({ setting: { desk }, at }: Spot, one: Condition, subject: Subject, save: Save<Condition>): HTMLElement {
  const input = h("input", { "aria-label": desk.word("value"), "data-k": `${at} value`, type: subject.type === "date" ? "date" : "text", value: typeof one.right === "object" ? "" : String(one.right), oninput: () => save((now) => edited(now, { right: literal(subject.type, input.value) }), true) });
  return input;
}
