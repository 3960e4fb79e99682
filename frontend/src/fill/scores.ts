// Scores of answers in the browser: the twin of form_builder/scoring.py.

import { add, compare, divide, multiply, type Num, parse, round, subtract } from "../rules/numbers";

export interface Score {
  key: string;
  of: Record<string, Record<string, number | null> | null>;
  flip: Record<string, string>;
  weights?: Record<string, string>;
  times?: string;
  mean: boolean;
  places: number;
  round: string;
  allow: number;
  fill: string;
  bands: [from: string, limit: string, label: string, tone: string][];
  alerts: [string, number][];
}

const ONE: Num = { c: 1n, s: 0 };
const NONE: Num = { c: 0n, s: 0 };
const sum = (numbers: Num[]): Num => numbers.reduce((a, b) => add(a, b)!, NONE);

/** The score of these values, or null when too much is unanswered. */
export function total(score: Score, values: Record<string, unknown>): Num | null {
  const weight = (key: string): Num => parse(score.weights?.[key] ?? "1")!;
  const keys = Object.keys(score.of);
  const points = new Map(keys.map((key) => [key, turned(score, key, point(values[key] ?? null, score.of[key]!))]));
  const given = keys.filter((key) => points.get(key));
  const every = sum(keys.map(weight));
  const answered = sum(given.map(weight));
  if (keys.length - given.length > score.allow || !given.length || !every.c || !answered.c) return null;
  const counted = sum(given.map((key) => multiply(weight(key), points.get(key)!)!));
  const grown = score.fill === "prorate";
  const [upper, lower] = score.mean ? [ONE, grown ? answered : every] : grown ? [every, answered] : [ONE, ONE];
  const over = multiply(multiply(counted, upper)!, parse(score.times ?? "1")!)!;
  return rounded(divide(over, lower)!, score);
}

function rounded(value: Num, score: Score): Num {
  const near = round(value, score.places);
  if (score.round === "half_up" || compare(near, value) === 0) return near;
  const step: Num = { c: value.c < 0n ? -1n : 1n, s: score.places };
  const beyond = value.c < 0n ? compare(near, value) < 0 : compare(near, value) > 0;
  if (score.round === "up") return beyond ? near : add(near, step)!;
  return beyond ? subtract(near, step)! : near;
}

function turned(score: Score, key: string, found: Num | null): Num | null {
  const ends = score.flip[key];
  return found && ends !== undefined ? subtract(parse(ends)!, found) : found;
}

function point(value: unknown, options: Record<string, number | null> | null): Num | null {
  if (value === null) return null;
  const found = options ? (options[value as string] ?? null) : typeof value === "boolean" ? Number(value) : value;
  return found === null ? null : parse(String(found));
}

/** The name and tone of the band that holds a value. */
export function band(score: Score, value: Num | null): [string, string] | null {
  const met = value && score.bands.find(([from, limit]) => compare(value, parse(from)!) >= 0 && compare(value, parse(limit)!) < 0);
  return met ? [met[2], met[3]] : null;
}
