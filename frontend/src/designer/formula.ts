// Calculations as one writes them: quantity * unit_price, sum(lines.amount), round(total / 3, 2). Read into the tree.
import type { Json } from "./model";

export class NotAFormula extends Error {}

/** The tree of a formula. `rows` are the keys of the fields of the same row, which are read with `row`. */
export function readFormula(text: string, rows: ReadonlySet<string>): Json {
  const tokens = text.match(/\s*(\d+(?:\.\d+)?|[a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)?|"[^"]*"|[-+*/(),])/gy)?.map((token) => token.trim()) ?? [];
  if (tokens.join("").replace(/\s/g, "") !== text.replace(/\s/g, "")) throw new NotAFormula(text.trim());
  let at = 0;
  const next = (): string => tokens[at++] ?? "";
  const need = (token: string): void => { if (next() !== token) throw new NotAFormula(token); };

  function sum(): Json {
    let left = product();
    while (tokens[at] === "+" || tokens[at] === "-") left = { [next()]: [left, product()] };
    return left;
  }
  function product(): Json {
    let left = single();
    while (tokens[at] === "*" || tokens[at] === "/") left = { [next()]: [left, single()] };
    return left;
  }
  function single(): Json {
    const token = next();
    if (token === "(") { const inner = sum(); need(")"); return inner; }
    if (token === "-") return { neg: [single()] };
    if (/^\d/.test(token)) return token.includes(".") ? token : Number(token);
    if (token.startsWith('"')) return token.slice(1, -1);
    if (!/^[a-z_]/.test(token)) throw new NotAFormula(token || "…");
    return tokens[at] === "(" ? called(token) : { [rows.has(token) ? "row" : "var"]: token };
  }
  function called(name: string): Json {
    need("(");
    const args: Json[] = [];
    while (tokens[at] !== ")") {
      args.push(sum());
      if (tokens[at] === ",") at++;
      else if (tokens[at] !== ")") throw new NotAFormula(tokens[at] ?? ")");
    }
    need(")");
    return { [name]: over(args) };
  }
  /** sum(lines.amount) reads a column of rows. */
  function over(args: Json[]): Json[] {
    const name = args.length === 1 ? (args[0] as { var?: string } | null)?.var : undefined;
    const [repeat, column] = typeof name === "string" ? name.split(".") : [];
    return repeat && column ? [{ var: repeat }, { row: column }] : args;
  }

  const found = sum();
  if (at < tokens.length) throw new NotAFormula(tokens[at]!);
  return found;
}

const RANK: Record<string, number> = { "+": 1, "-": 1, "*": 2, "/": 2 };

/** The formula of a tree, or null where it has none. */
export function writeFormula(tree: Json | undefined, above = 0): string | null {
  if (typeof tree === "number" || (typeof tree === "string" && /^\d+(\.\d+)?$/.test(tree))) return String(tree);
  if (typeof tree === "string") return tree.includes('"') ? null : `"${tree}"`;
  if (!tree || typeof tree !== "object" || Array.isArray(tree)) return null;
  const [entry, ...more] = Object.entries(tree);
  if (!entry || more.length) return null;
  const [op, given] = entry;
  const args = Array.isArray(given) ? given : [given];
  if (op === "var" || op === "row") return typeof args[0] === "string" && args.length === 1 ? args[0] : null;
  if (op === "neg") { const inner = writeFormula(args[0], 3); return inner && `-${inner}`; }
  const rank = RANK[op];
  if (rank) {
    const parts = args.map((one, index) => writeFormula(one, rank + (index ? 1 : 0)));
    const words = parts.every((one) => one !== null) ? parts.join(` ${op} `) : null;
    return words && (above > rank || (parts.length > 2 && op !== "+" && op !== "*") ? `(${words})` : words);
  }
  return callOf(op, args);
}

function callOf(op: string, args: readonly Json[]): string | null {
  if (!/^[a-z_]+$/.test(op)) return null;
  const [rows, column] = args as readonly any[];
  if (args.length === 2 && rows?.var && column?.row && Object.keys(rows).length === 1) return `${op}(${rows.var}.${column.row})`;
  const parts = args.map((one) => writeFormula(one));
  return parts.every((one) => one !== null) ? `${op}(${parts.join(", ")})` : null;
}
