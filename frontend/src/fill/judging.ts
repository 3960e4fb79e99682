// The judgement of a page's answers in the browser: the twin of form_builder/answering.py, for comfort only. It remembers
// the answers that it judged last, and judges again only what reads something that has changed since.

import { compile, lookupIn } from "../rules";
import { type Num, write } from "../rules/numbers";
import { blank, type Check, clean, type Item, kept, type Program, type Row, words } from "./program";
import { earlyReads, lateReads, meets, readsOf } from "./reads";
import { band, total } from "./scores";
import { inUnit } from "./units";

type Run = (scope: any) => unknown;
type Problem = [path: string, message: string, severity: string];

export interface Result {
  value: string | null;
  band: [string, string] | null;
  alerts: string[];
}

/** What the rules say of one field of the form, and of all that stands in its rows. */
interface Part {
  visible: Set<string>;
  required: Map<string, boolean>;
  recommended: Map<string, boolean>;
  offered: Map<string, Set<string>>;
  locked: Set<string>;
  /** What to write in each computed field. */
  calculated: Map<string, string>;
  problems: Problem[];
  /** Answers that could not be read, and those that are missing: a check beside them asks for no reason. */
  unread: Set<string>;
  missing: Set<string>;
  /** The boxes for reasons that checks ask for. */
  reasons: Set<string>;
}

/** All parts together. Paths carry row numbers. */
export interface Judged extends Part {
  /** The first answers of a new row. */
  begun: Map<string, unknown>;
  scores: Map<string, Result>;
  /** The keys of the form's own fields that were judged anew; all others are as they were. */
  anew: Set<string>;
}

export interface Known {
  today: string;
  now: string;
  language: string;
}

const empty = (): Part => ({
  visible: new Set(), required: new Map(), recommended: new Map(), offered: new Map(), locked: new Set(), calculated: new Map(), problems: [],
  unread: new Set(), missing: new Set(), reasons: new Set(),
});

/** A function that judges answers; it never throws for what somebody typed. `fresh` is a row that was just added (`lines.2.`). */
export function judge(program: Program, known: Known): (answers: Row, fresh?: string) => Judged {
  const rules = program.rules.map((rule): Run => compile(rule));
  const reads = readsOf(program);
  const early = program.plan.map((item) => earlyReads(item, reads));
  const late = program.plan.map((item) => lateReads(item, reads));
  const lookup = lookupIn(program.tables);
  let before: Row | null = null;
  let values: Row = {};
  let parts = new Map<string, Part>();

  return (answers, fresh) => {
    const last = fresh === undefined ? before : null;
    before = null; // A rule that throws leaves nothing that could be trusted.
    if (!last) [values, parts] = [{}, new Map()];
    const scope = { values, rows: [] as Row[], today: known.today, now: known.now, lookup };
    const begun = new Map<string, unknown>();
    const moved = new Set<string>();
    const anew = new Set<string>();
    const asked = new Map<number, unknown>();
    /** A rule's value; what the form's own level asks is worked out once. */
    const ask = (rule: number, within: typeof scope): unknown => {
      if (within !== scope) return rules[rule]!(within);
      if (!asked.has(rule)) asked.set(rule, rules[rule]!(within));
      return asked.get(rule);
    };
    const place = (part: Part, item: Item, raw: Row, into: Row, at: string, within: typeof scope): void => {
      const path = at + item.k;
      const given = begin(item, raw[item.k] ?? null, at, within);
      if (item.y) return;
      const shown = (item.v ?? []).every((rule) => ask(rule, within) === true);
      if (shown) part.visible.add(path);
      if (item.t) into[item.k] = shown ? value(part, item, given, path, within) : null;
      if (shown && !blank(given) && into[item.k] === null) part.unread.add(path);
    };
    const begin = (item: Item, raw: unknown, at: string, within: typeof scope): unknown => {
      if (item.d === undefined || fresh !== at || !blank(raw)) return raw;
      const first = ask(item.d, within);
      if (!blank(first)) begun.set(at + item.k, first);
      return first;
    };
    const offers = (part: Part, item: Item, raw: unknown, path: string, within: typeof scope): unknown => {
      if (item.f === undefined) return raw;
      const passed = item.n!.filter((option) => rules[item.f!]!({ ...within, rows: [...within.rows, option] }) === true);
      const offered = new Set(passed.map((option) => String(option["key"])));
      part.offered.set(path, offered);
      return (Array.isArray(raw) ? raw : [raw]).every((key) => offered.has(key)) ? raw : null;
    };
    const value = (part: Part, item: Item, raw: unknown, path: string, within: typeof scope): unknown => {
      if (item.c !== undefined) {
        const result = kept(item, ask(item.c, within));
        part.calculated.set(path, words(item, result, known.language));
        return result;
      }
      if (!item.i) return clean(item, offers(part, item, item.u ? inUnit(item.u, raw) : raw, path, within));
      return (Array.isArray(raw) ? raw : []).map((row: Row, index) => {
        const inner: Row = {};
        const wider = { ...within, rows: [...within.rows, inner] };
        for (const one of item.i!) place(part, one, row, inner, `${path}.${index}.`, wider);
        return inner;
      });
    };
    const inspect = (part: Part, item: Item, from: Row, at: string, within: typeof scope): void => {
      const path = at + item.k;
      if (!part.visible.has(path)) return;
      if (item.q !== undefined) part.required.set(path, ask(item.q, within) === true);
      if (item.e !== undefined) part.recommended.set(path, ask(item.e, within) === true);
      if (blank(from[item.k] ?? null) && (item.r || part.required.get(path))) part.missing.add(path);
      if (item.o !== undefined && ask(item.o, within) === true) part.locked.add(path);
      ((item.i && (from[item.k] as Row[])) || []).forEach((row, index) => {
        const [inner, wider] = [`${path}.${index}.`, { ...within, rows: [...within.rows, row] }];
        for (const one of item.i!) inspect(part, one, row, inner, wider);
        weigh(item.s ?? [], inner, wider, part, () => part);
      });
    };
    /** Notes in `into` which checks do not hold, and the reasons that they ask for. */
    const weigh = (checks: Check[], at: string, within: typeof scope, into: Part, home: (key: string) => Part | undefined): void => {
      for (const [rule, key, message, severity, reason] of checks) {
        const [path, part] = [at + key, home(key)];
        if (!part?.visible.has(path) || ask(rule, within) === true) continue;
        into.problems.push([path, message, reason ? "reason" : severity]);
        if (reason && !part.unread.has(path) && !part.missing.has(path)) into.reasons.add(at + reason);
      }
    };

    program.plan.forEach((item, i) => {
      if (last && !item.y && same(last[item.k], answers[item.k]) && !meets(early[i]!, moved)) return;
      const part = empty();
      const was = values[item.k];
      place(part, item, answers, values, "", scope);
      parts.set(item.k, part);
      anew.add(item.k);
      if (!same(was, values[item.k])) moved.add(item.k);
    });
    program.plan.forEach((item, i) => {
      if (last && !anew.has(item.k) && !meets(late[i]!, moved)) return;
      const part = parts.get(item.k)!;
      Object.assign(part, { required: new Map(), recommended: new Map(), locked: new Set(), problems: [], missing: new Set(), reasons: new Set() });
      inspect(part, item, values, "", scope);
      anew.add(item.k);
    });
    const totals = program.scores.map((one): Num | null => total(one, values));
    const wider = { ...scope, values: { ...values } };
    program.scores.forEach((one, i) => { wider.values[`scores.${one.key}`] = totals[i] ? write(totals[i]!) : null; });
    const scores = new Map(program.scores.map((one, i): [string, Result] => [one.key, {
      value: totals[i] ? write(totals[i]!, one.places) : null,
      band: band(one, totals[i]!),
      alerts: one.alerts.filter(([, rule]) => ask(rule, wider) === true).map(([id]) => id),
    }]));
    const whole = together(parts.values());
    weigh(program.checks, "", scope, whole, (key) => parts.get(key));
    whole.reasons.forEach((path) => whole.visible.add(path));
    if (fresh === undefined) before = { ...answers };
    return { ...whole, begun, scores, anew };
  };
}

/** Whether nothing can have moved: the same value, or lists that are both empty. */
const same = (a: unknown, b: unknown): boolean =>
  (a ?? null) === (b ?? null) || (Array.isArray(a) && Array.isArray(b) && !a.length && !b.length);

function together(parts: Iterable<Part>): Part {
  const all = empty();
  for (const part of parts) {
    part.visible.forEach((path) => all.visible.add(path));
    part.reasons.forEach((path) => all.reasons.add(path));
    part.locked.forEach((path) => all.locked.add(path));
    part.required.forEach((is, path) => all.required.set(path, is));
    part.recommended.forEach((is, path) => all.recommended.set(path, is));
    part.offered.forEach((keys, path) => all.offered.set(path, keys));
    part.calculated.forEach((said, path) => all.calculated.set(path, said));
    all.problems.push(...part.problems);
  }
  return all;
}
