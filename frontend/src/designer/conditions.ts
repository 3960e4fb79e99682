// Rules as conditions that one picks: what is compared, how, with what; all of them, any or none; over rows; in groups. And back to the tree.
import type { Json } from "./model";

/** `was` is the tree as authored: what nobody touches is written as it was. */
export interface Condition { sort: "condition"; left: Json; op: string; right: Json; was?: Json }
export interface Rows { sort: "rows"; how: "some" | "all" | "no" | "count"; rows: Json; op: string; n: Json; inner: Group; was?: Json }
export interface Other { sort: "other"; was: Json }
export interface Group { sort: "group"; how: "and" | "or" | "none"; parts: Part[]; was?: Json }
export type Part = Condition | Rows | Other | Group;

export const ORDERED = ["==", "!=", "<", "<=", ">", ">="];
const NEGATED: Record<string, string> = { empty: "answered", contains: "lacks", in: "not_in", starts: "not_starts" };
const POSITIVE: Record<string, string> = Object.fromEntries(Object.entries(NEGATED).map(([op, not]) => [not, op]));
const ANSWERED = ["empty", "answered"];

/** How an answer of a type may be compared. */
export function comparisons(type: string, options = false): string[] {
  if (type === "boolean") return ["==", ...ANSWERED];
  if (type === "codes") return ["contains", "lacks", ...ANSWERED];
  if (["rows", "files"].includes(type)) return ANSWERED;
  if (options) return ["==", "!=", "in", "not_in", ...ANSWERED];
  return type === "text" ? ["==", "!=", "contains", "lacks", "starts", ...ANSWERED] : [...ORDERED, ...ANSWERED];
}

export const takesValue = (op: string): boolean => !ANSWERED.includes(op);
export const takesList = (op: string): boolean => op === "in" || op === "not_in";

/** The tree as conditions. What no condition can say stands among them as it is. */
export function fromTree(tree: Json | undefined): Group {
  if (tree === undefined || tree === null || tree === true) return { sort: "group", how: "and", parts: [] };
  const found = part(tree);
  return found.sort === "group" ? found : { sort: "group", how: "and", parts: [found], was: tree };
}

/** Whether anything of the rule can be picked: a rule that is one thing nobody can pick is better shown as a sentence. */
export function drawable(tree: Json | undefined): boolean {
  const { parts } = fromTree(tree);
  return !parts.length || parts.some((one) => one.sort !== "other");
}

function part(tree: Json): Part {
  const found = group(tree) ?? negated(tree) ?? counted(tree) ?? quantified(tree) ?? condition(tree);
  return found ? { ...found, was: tree } : { sort: "other", was: tree };
}

function group(tree: Json): Group | null {
  const [op, args] = operator(tree);
  return op === "and" || op === "or" ? { sort: "group", how: op, parts: args.map(part) } : null;
}

function negated(tree: Json): Part | null {
  const [op, args] = operator(tree);
  if (op !== "not" || args.length !== 1) return null;
  const inner = part(args[0]!);
  if (isRead(args[0])) return { ...(inner as Condition), right: false };
  if (inner.sort === "condition") return NEGATED[inner.op] ? { ...inner, op: NEGATED[inner.op]! } : null;
  if (inner.sort === "rows") return inner.how === "some" ? { ...inner, how: "no" } : null;
  return inner.sort === "group" && inner.how === "or" ? { ...inner, how: "none" } : null;
}

function quantified(tree: Json): Rows | null {
  const [op, args] = operator(tree);
  if ((op !== "some" && op !== "all") || args.length !== 2 || !isRead(args[0])) return null;
  return { sort: "rows", how: op, rows: args[0]!, op: ">=", n: 1, inner: fromTree(args[1]) };
}

function counted(tree: Json): Rows | null {
  const [op, args] = operator(tree);
  const [of, given] = operator(args[0] ?? null);
  if (!ORDERED.includes(op) || args.length !== 2 || of !== "count" || given.length !== 2 || !isRead(given[0]) || typeof args[1] !== "number") return null;
  return { sort: "rows", how: "count", rows: given[0]!, op, n: args[1], inner: fromTree(given[1]) };
}

function condition(tree: Json): Condition | null {
  if (isRead(tree)) return { sort: "condition", left: tree, op: "==", right: true };
  const [op, args] = operator(tree);
  if (!isSubject(args[0])) return null;
  const left = args[0]!;
  if (op === "empty") return args.length === 1 ? { sort: "condition", left, op, right: null } : null;
  const right = args[1] ?? null;
  const fits = op === "in" ? Array.isArray(right) && right.every(isPlain) : op === "contains" || op === "starts" ? isPlain(right) : ORDERED.includes(op) && isValue(right);
  return fits && args.length === 2 ? { sort: "condition", left, op, right } : null;
}

const isPlain = (value: Json): boolean => value === null || typeof value !== "object";

/** What stands at the right: something plain, another answer, or a day counted from today. */
function isValue(value: Json): boolean { return isPlain(value) || isSubject(value) || daysFromToday(value) !== null; }

/** How many days from today; null where it is something else. */
export function daysFromToday(value: Json | undefined): number | null {
  const [op, args] = operator(value ?? null);
  if (op === "today" && !args.length) return 0;
  if (op !== "add_days" || args.length !== 2 || typeof args[1] !== "number") return null;
  return operator(args[0]!)[0] === "today" ? args[1] : null;
}

export function fromToday(days: number): Json { return days ? { add_days: [{ today: [] }, days] } : { today: [] }; }

export function operator(tree: Json): [string, readonly Json[]] {
  if (tree === null || typeof tree !== "object" || Array.isArray(tree)) return ["", []];
  const [entry, ...more] = Object.entries(tree);
  if (!entry || more.length) return ["", []];
  return [entry[0], Array.isArray(entry[1]) ? (entry[1] as Json[]) : [entry[1] as Json]];
}

function isRead(tree: Json | undefined): boolean {
  const [op, args] = operator(tree ?? null);
  return ["var", "row", "option"].includes(op) && args.length === 1 && typeof args[0] === "string";
}

/** An answer, or one figure made of it: an age, how many, a total of a column. */
export function isSubject(tree: Json | undefined): boolean {
  if (isRead(tree)) return true;
  const [op, args] = operator(tree ?? null);
  if (op === "age" || op === "count") return args.length === 1 && isRead(args[0]);
  return op === "sum" && args.length === 2 && isRead(args[0]) && operator(args[1]!)[0] === "row" && isRead(args[1]);
}

/** The part with something exchanged: it is no longer as authored. */
export function edited<P extends Part>(part: P, changes: Partial<P>): P {
  const { was: _was, ...rest } = part as P & { was?: Json };
  return { ...rest, ...changes } as P;
}

/** The tree of the conditions; null when there is none. One condition alone needs no group around it. */
export function toTree(group: Group, alone = true): Json {
  if (group.was !== undefined) return group.was;
  const parts = group.parts.map(one).filter((tree) => tree !== null);
  if (!parts.length) return null;
  if (group.how === "none") return { not: [{ or: parts }] };
  return parts.length === 1 && alone ? parts[0]! : { [group.how]: parts };
}

function one(part: Part): Json {
  if (part.sort === "group") return toTree(part, false);
  if (part.was !== undefined) return part.was;
  return part.sort === "rows" ? overRows(part) : compared(part as Condition);
}

function overRows({ how, rows, op, n, inner }: Rows): Json {
  const rule = toTree(inner);
  if (how === "count") return { [op]: [{ count: rule === null ? [rows] : [rows, rule] }, n] };
  return how === "no" ? { not: [{ some: [rows, rule ?? true] }] } : { [how]: [rows, rule ?? true] };
}

function compared({ left, op, right }: Condition): Json {
  const plain = POSITIVE[op];
  if (plain) return { not: [{ [plain]: plain === "empty" ? [left] : [left, right] }] };
  return { [op]: op === "empty" ? [left] : [left, right] };
}

/** What was typed, as the literal that a rule of this type takes. */
export function literal(type: string, typed: string): Json {
  if (type === "boolean") return typed === "true";
  return ["integer", "decimal", "money"].includes(type) && /^-?\d{1,15}$/.test(typed.trim()) ? Number(typed) : typed.trim();
}
