// A page's rules as the server sends them (form_builder/pages/program.py), and single answers as those rules read them.

import type { Score } from "./scores";
import type { Rule, Table } from "../rules";
import { writtenIn } from "./units";
import { compare, multiply, parse, round, write } from "../rules/numbers";

export type Row = Record<string, unknown>;
export type Check = [rule: number, at: string, message: string, severity: string, reason?: string];

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

export const blank = (value: unknown): boolean => value === null || value === "" || (Array.isArray(value) && !value.length);
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
export function kept(item: Item, value: unknown): unknown {
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
