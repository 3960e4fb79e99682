// The judgement of a page's answers in the browser: the twin of form_builder/answering.py, for comfort only.
// Its rules come from form_builder/pages/program.py.

import { band, type Score, total } from "./scores";
import { compile, lookupIn, type Rule, type Table } from "../rules";
import { inUnit, writtenIn } from "./units";
import { compare, multiply, type Num, parse, round, write } from "../rules/numbers";

type Row = Record<string, unknown>;
type Run = (scope: any) => unknown;
type Check = [rule: number, at: string, message: string, severity: string, reason?: string];

export interface Item {
  k: string;
  t: string | null;
  v?: number[];
  q?: number;
  e?: number;
  o?: number;
  d?: number;
  f?: number;
  n?: Row[];
  c?: number;
  w?: Record<string, string>;
  u?: string;
  m?: [string | null, string | null, number];
  p?: number;
  i?: Item[];
  s?: Check[];
  /** Whether it must be answered always. */
  r?: 1;
  /** Whether it holds the reason of a check, which alone lets it appear. */
  y?: 1;
}


export interface Program {
  plan: Item[];
  checks: Check[];
  scores: Score[];
  tables: Record<string, Table>;
  rules: Rule[];
}

export interface Result {
  value: string | null;
  band: [string, string] | null;
  alerts: string[];
}

/** Paths carry row numbers. `calculated` holds what to write in each computed field, `begun` the first answers of a new row. */
export interface Judged {
  visible: Set<string>;
  required: Map<string, boolean>;
  recommended: Map<string, boolean>;
  offered: Map<string, Set<string>>;
  begun: Map<string, unknown>;
  locked: Set<string>;
  calculated: Map<string, string>;
  problems: [path: string, message: string, severity: string][];
  scores: Map<string, Result>;
}

export interface Known {
  today: string;
  now: string;
  language: string;
}

/** A function that judges answers; it never throws for what somebody typed. `fresh` is a row that was just added (`lines.2.`). */
export function judge(program: Program, known: Known): (answers: Row, fresh?: string) => Judged {
  const rules = program.rules.map((rule): Run => compile(rule));
  const lookup = lookupIn(program.tables);
  return (answers, fresh) => {
    const judged: Judged = {
      visible: new Set(), required: new Map(), recommended: new Map(), offered: new Map(), begun: new Map(), locked: new Set(),
      calculated: new Map(), problems: [], scores: new Map(),
    };
    const values: Row = {};
    const silent = new Set<string>();
    const scope = { values, rows: [] as Row[], today: known.today, now: known.now, lookup };
    const level = (plan: Item[], raw: Row, into: Row, at: string, within: typeof scope): void => {
      for (const item of plan) {
        const path = at + item.k;
        const given = begin(item, raw[item.k] ?? null, at, within);
        if (item.y) continue;
        const shown = (item.v ?? []).every((rule) => rules[rule]!(within) === true);
        if (shown) judged.visible.add(path);
        if (item.t) into[item.k] = shown ? value(item, given, path, within) : null;
        if (shown && !blank(given) && into[item.k] === null) silent.add(path);
      }
    };
    const begin = (item: Item, raw: unknown, at: string, within: typeof scope): unknown => {
      if (item.d === undefined || fresh !== at || !blank(raw)) return raw;
      const first = rules[item.d]!(within);
      if (!blank(first)) judged.begun.set(at + item.k, first);
      return first;
    };
    const offers = (item: Item, raw: unknown, path: string, within: typeof scope): unknown => {
      if (item.f === undefined) return raw;
      const passed = item.n!.filter((option) => rules[item.f!]!({ ...within, rows: [...within.rows, option] }) === true);
      const offered = new Set(passed.map((option) => String(option["key"])));
      judged.offered.set(path, offered);
      return (Array.isArray(raw) ? raw : [raw]).every((key) => offered.has(key)) ? raw : null;
    };
    const value = (item: Item, raw: unknown, path: string, within: typeof scope): unknown => {
      if (item.c !== undefined) {
        const result = kept(item, rules[item.c]!(within));
        judged.calculated.set(path, words(item, result, known.language));
        return result;
      }
      if (!item.i) return clean(item, offers(item, item.u ? inUnit(item.u, raw) : raw, path, within));
      return (Array.isArray(raw) ? raw : []).map((row: Row, index) => {
        const inner: Row = {};
        level(item.i!, row, inner, `${path}.${index}.`, { ...within, rows: [...within.rows, inner] });
        return inner;
      });
    };
    const inspect = (plan: Item[], checks: Check[], from: Row, at: string, within: typeof scope): void => {
      for (const item of plan) {
        const path = at + item.k;
        if (!judged.visible.has(path)) continue;
        if (item.q !== undefined) judged.required.set(path, rules[item.q]!(within) === true);
        if (item.e !== undefined) judged.recommended.set(path, rules[item.e]!(within) === true);
        if (blank(from[item.k] ?? null) && (item.r || judged.required.get(path))) silent.add(path);
        if (item.o !== undefined && rules[item.o]!(within) === true) judged.locked.add(path);
        ((item.i && (from[item.k] as Row[])) || []).forEach((row, index) =>
          inspect(item.i!, item.s ?? [], row, `${path}.${index}.`, { ...within, rows: [...within.rows, row] }));
      }
      for (const [rule, key, message, severity, reason] of checks) {
        if (!judged.visible.has(at + key) || rules[rule]!(within) === true) continue;
        judged.problems.push([at + key, message, reason ? "reason" : severity]);
        if (reason && !silent.has(at + key)) judged.visible.add(at + reason);
      }
    };
    level(program.plan, answers, values, "", scope);
    inspect(program.plan, program.checks, values, "", scope);
    const totals = program.scores.map((one): Num | null => total(one, values));
    const wider = { ...scope, values: { ...values } };
    program.scores.forEach((one, i) => { wider.values[`scores.${one.key}`] = totals[i] ? write(totals[i]!) : null; });
    program.scores.forEach((one, i) => judged.scores.set(one.key, {
      value: totals[i] ? write(totals[i]!, one.places) : null,
      band: band(one, totals[i]!),
      alerts: one.alerts.filter(([, rule]) => rules[rule]!(wider) === true).map(([id]) => id),
    }));
    return judged;
  };
}

const blank = (value: unknown): boolean => value === null || value === "" || (Array.isArray(value) && !value.length);
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const GROUPED = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
const NUMBERS = new Set(["integer", "decimal", "money"]);

/** A typed answer as rules read it; null for what the server would refuse. */
export function clean(item: Item, raw: unknown): unknown {
  if (item.t === "date") return dated(item, raw);
  if (raw === null || raw === "" || !NUMBERS.has(item.t!)) return typeof raw === "string" ? raw.trim().normalize("NFC") || null : raw;
  let text = String(raw).normalize("NFKC").trim().replace(/^HK\$|^\$/, "").trim();
  if (GROUPED.test(text)) text = text.replaceAll(",", "");
  const number = parse(text);
  if (!number || !item.m) return number && write(number);
  return number.s > item.m[2] ? null : kept(item, write(number));
}

function dated(item: Item, raw: unknown): unknown {
  const [low, high] = item.m ?? [null, null];
  if (typeof raw !== "string" || raw < "1900" || (low && raw < low) || (high && raw > high)) return null;
  return raw;
}

/** A number within its bounds that a cell can hold, or null: the server keeps no other. */
function kept(item: Item, value: unknown): unknown {
  const number = NUMBERS.has(item.t!) && value !== null ? parse(String(value)) : null;
  if (!number) return value;
  const [low, high] = item.m ?? [null, null];
  if ((low && compare(number, parse(low)!) < 0) || (high && compare(number, parse(high)!) > 0)) return null;
  const scaled = multiply(number, { c: 10n ** BigInt(item.p ?? 0), s: 0 });
  const size = scaled && round(scaled, 0).c;
  return size === null || size > SAFE || size < -SAFE ? null : value;
}

/** A calculated value as people read it. */
export function words(item: Item, value: unknown, language: string): string {
  if (value === null || value === undefined) return "";
  const own = writtenIn(item.u, value, language);
  if (own !== null) return own;
  if (item.w) return item.w[String(value)] ?? String(value);
  if (item.t === "date") return day(String(value), language);
  if (!NUMBERS.has(item.t!)) return String(value);
  const [whole, fraction] = String(value).replace("-", "").split(".");
  const figure = whole!.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "");
  return (String(value).startsWith("-") ? "-" : "") + (item.t === "money" ? "HK$" : "") + figure;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day as Hong Kong writes it, the same as on the server. */
function day(iso: string, language: string): string {
  const [year = 0, month = 1, date = 1] = iso.split("-").map(Number);
  return language.startsWith("zh") ? `${year}年${month}月${date}日` : `${date} ${MONTHS[month - 1]} ${year}`;
}
