// Where fields stand on the page and what is typed in them. A level is the form itself or one row of a repeat.

export type Wire = string | boolean | null | readonly unknown[] | Readonly<Record<string, string>>;

const LEVEL = "[data-row], form";
const levels = new WeakMap<Element, Map<string, HTMLElement>>();

/** The fields of one level by key, groups too; rows have levels of their own. */
export function fieldsOf(level: Element): Map<string, HTMLElement> {
  const known = levels.get(level);
  if (known) return known;
  const found = new Map<string, HTMLElement>();
  for (const field of level.querySelectorAll<HTMLElement>("[data-field]"))
    if (field.parentElement?.closest(LEVEL) === level) found.set(field.dataset["field"]!, field);
  levels.set(level, found);
  return found;
}

/** The rows of a repeat, in order. */
export function rowsOf(repeat: Element): HTMLElement[] {
  const holder = repeat.querySelector(":scope > [data-rows]");
  return holder ? ([...holder.children] as HTMLElement[]) : [];
}

/** What is typed in one field, as it travels. */
export function read(field: HTMLElement): Wire {
  const ticked = () => [...field.querySelectorAll<HTMLInputElement>(":checked")].map((box) => box.value);
  switch (field.dataset["reads"]) {
    case "rows":
      return rowsOf(field).map(readLevel);
    case "codes":
      return ticked();
    case "files":
      return [...field.querySelectorAll<HTMLInputElement>("[data-files] input")].map((input) => input.value);
    case "list":
      return [...field.querySelectorAll<HTMLInputElement>("[data-list] input[type=hidden]")].map((input) => input.value);
    case "parts":
      return parts(field);
    case "boolean":
      return { yes: true, no: false }[ticked()[0] ?? ""] ?? null;
    default: {
      if (field.querySelector("[type=radio]")) return ticked()[0] ?? null;
      const control = field.querySelector<HTMLInputElement>("[data-value]") ?? field.querySelector<HTMLInputElement>("input:not([type=hidden]), select, textarea");
      return control?.value || null;
    }
  }
}

/** A composite answer: what stands in each control called `<field>.<part>`; null when all of them are empty. */
function parts(field: HTMLElement): Wire {
  const found: Record<string, string> = {};
  for (const control of field.querySelectorAll<HTMLInputElement>("[name]:not([type=hidden], [type=file]), [data-part]")) {
    const part = control.dataset["part"] ?? control.name.slice(control.name.lastIndexOf(".") + 1);
    const off = (control.type === "radio" || control.type === "checkbox") && !control.checked;
    if (!off || !(part in found)) found[part] = off ? "" : control.value;
  }
  return Object.values(found).some(Boolean) ? found : null;
}

/** Puts a first answer into a field, as if it had been typed. */
export function put(field: HTMLElement, value: unknown): void {
  const given = new Set((Array.isArray(value) ? value : [field.dataset["reads"] === "boolean" ? (value ? "yes" : "no") : value]).map(String));
  const boxes = field.querySelectorAll<HTMLInputElement>("[type=radio], [type=checkbox]");
  boxes.forEach((box) => { box.checked = given.has(box.value); });
  const control = field.querySelector<HTMLInputElement>("input:not([type=hidden]), select, textarea");
  if (control && !boxes.length) control.value = String(value);
}

/** What is typed in all fields of a level. */
export function readLevel(level: Element): Record<string, Wire> {
  const found: Record<string, Wire> = {};
  for (const [key, field] of fieldsOf(level)) if (field.dataset["reads"]) found[key] = read(field);
  return found;
}

/** The key of the form's own field in which an element stands, however deep. */
export function topKey(element: Element): string | undefined {
  let key: string | undefined;
  for (let at = owner(element); at; at = owner(at.parentElement)) key = at.dataset["field"];
  return key;
}

/** The field in which an element stands. */
export const owner = (element: Element | null | undefined): HTMLElement | null =>
  element?.closest<HTMLElement>("[data-field]:not([data-group])") ?? null;

type Visit = (path: string, field: HTMLElement) => void;

/** Calls `visit` for every field under its path with row numbers (`lines.0.amount`); of the form's own fields only for `some`. */
export function walk(level: Element, visit: Visit, some?: ReadonlySet<string>, at = ""): void {
  for (const [key, field] of fieldsOf(level)) {
    if (some && !some.has(key)) continue;
    visit(at + key, field);
    if (field.dataset["reads"] === "rows") rowsOf(field).forEach((row, index) => walk(row, visit, undefined, `${at}${key}.${index}.`));
  }
}

/** A field's path with row numbers: `lines`, `lines.0.parts`. */
export function pathOf(field: HTMLElement): string {
  const row = field.parentElement?.closest<HTMLElement>("[data-row]");
  const repeat = row?.parentElement?.closest<HTMLElement>("[data-reads=rows]");
  const key = field.dataset["field"]!;
  return row && repeat ? `${pathOf(repeat)}.${rowsOf(repeat).indexOf(row)}.${key}` : key;
}
