// Puts a judgement on the page: what shows, what is optional or locked, computed values, scores, problems.

import { walk } from "./dom";
import type { Judged, Result } from "./judging";

const TONES: Record<string, string> = { calm: "pill--done", watch: "pill--info", warn: "pill--due", danger: "pill--late" };

/** Shows what the rules say of what was judged anew. */
export function show(form: HTMLFormElement, judged: Judged): void {
  walk(form, (path, field) => {
    const gone = !judged.visible.has(path);
    if (field.hidden !== gone) field.hidden = gone;
    const required = judged.required.get(path);
    const recommended = judged.recommended.get(path);
    if (recommended !== undefined) part(field, "[data-recommended]", (word) => { word.hidden = required || !recommended; });
    if (required !== undefined || recommended !== undefined)
      part(field, "[data-optional]", (word) => { word.hidden = required || recommended || false; });
    const offered = judged.offered.get(path);
    if (offered) offer(field, offered);
    if ("lockable" in field.dataset) lock(field, judged.locked.has(path));
    if ("computed" in field.dataset) write(field, judged.calculated.get(path));
  }, judged.anew);
  judged.scores.forEach((result, key) => showScore(form, key, result));
}

/** Writes a computed value where it differs. */
export function write(field: HTMLElement, words: string | undefined): void {
  part(field, "output", (output) => { if (words !== undefined) say(output, words); });
}

function say(place: HTMLElement, words: string): void {
  if (place.textContent !== words) place.textContent = words;
}

/** Leaves only the options that go with the other answers; what is chosen stays in sight until it is changed. */
function offer(field: HTMLElement, offered: ReadonlySet<string>): void {
  for (const option of field.querySelectorAll<HTMLOptionElement>("option"))
    if (option.value) option.hidden = option.disabled = !offered.has(option.value) && !option.selected;
  for (const box of field.querySelectorAll<HTMLInputElement>(".choice input")) {
    const label = box.closest<HTMLElement>(".choice");
    if (label) label.hidden = !offered.has(box.value) && !box.checked;
  }
}

function lock(field: HTMLElement, locked: boolean): void {
  const controls = field.querySelectorAll<HTMLInputElement>("input, select, textarea, button");
  for (const control of controls) {
    if (control.matches("textarea, input:not([type=radio], [type=checkbox], [type=hidden], [type=file])")) control.readOnly = locked;
    else control.disabled = locked;
  }
}

function showScore(form: HTMLFormElement, key: string, result: Result): void {
  const box = form.querySelector<HTMLElement>(`[data-score="${key}"]`);
  if (box) {
    part(box, "[data-value]", (value) => say(value, result.value ?? "–"));
    part(box, "[data-band]", (place) => {
      if (place.textContent !== (result.band?.[0] ?? "")) place.replaceChildren(...(result.band ? [pill(result.band)] : []));
    });
  }
  const fired = new Set(result.alerts);
  form.querySelectorAll<HTMLElement>(`[data-alert][data-of="${key}"]`).forEach((alert) => {
    const quiet = !fired.has(alert.dataset["alert"]!);
    if (alert.hidden !== quiet) alert.hidden = quiet;
  });
}

function pill([label, tone]: [string, string]): HTMLElement {
  const made = document.createElement("span");
  made.className = `pill ${TONES[tone] ?? ""}`;
  made.textContent = label;
  return made;
}

/** Shows or clears the problems of one field; `soft` ones stop nobody. */
export function showProblems(field: HTMLElement, messages: readonly string[], soft = false): void {
  const place = field.querySelector<HTMLElement>(":scope > [data-error]");
  if (!place) return;
  const now = messages.join("\n") + (soft ? " " : "");
  if (place.dataset["error"] === now && place.hidden === !messages.length) return;
  place.dataset["error"] = now;
  place.hidden = !messages.length;
  place.textContent = messages.join("\n");
  field.classList.toggle("is-wrong", messages.length > 0 && !soft);
  field.classList.toggle("is-warned", messages.length > 0 && soft);
  if (field.dataset["reads"] === "rows") return;
  field.querySelectorAll("input:not([type=hidden]), select, textarea").forEach((control) => {
    if (messages.length && !soft) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  });
}

function part(root: ParentNode, selector: string, work: (found: HTMLElement) => void): void {
  const found = root.querySelector<HTMLElement>(selector);
  if (found) work(found);
}
