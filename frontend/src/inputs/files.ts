// Files go up as soon as they are chosen or dropped; the field keeps their references.

import { announce } from "../face/live";
import { scaled } from "../fill/scaling";
import { showProblems } from "../fill/show";

interface Row {
  ref: string;
  name: string;
  size: string;
  url: string;
}

interface Options {
  address: string;
  token: string;
  words: Record<string, string>;
}

const form = document.querySelector<HTMLFormElement>("form#fill");
const state = JSON.parse(document.getElementById("fill-state")?.textContent ?? "null") as { upload: string; words: Record<string, string> } | null;
if (form && state) watchFiles(form, { address: state.upload, token: document.body.dataset["csrf"] ?? "", words: state.words });

function watchFiles(form: HTMLFormElement, options: Options): void {
  form.querySelectorAll<HTMLElement>("[data-drop-words]").forEach((hint) => { hint.hidden = false; });
  form.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "file" || !input.files) return;
    const files = [...input.files];
    input.value = "";
    follow(input.closest<HTMLElement>("[data-field]")!, files, options);
  });
  form.addEventListener("dragover", (event) => { if (zoneOf(event)) event.preventDefault(); });
  form.addEventListener("drop", (event) => {
    const zone = zoneOf(event);
    if (!zone || !event.dataTransfer) return;
    event.preventDefault();
    follow(zone.closest<HTMLElement>("[data-field]")!, [...event.dataTransfer.files], options);
  });
  form.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-drop]") : null;
    const field = pressed?.closest<HTMLElement>("[data-field]");
    if (!pressed || !field) return;
    event.preventDefault();
    pressed.closest("li")?.remove();
    field.querySelector<HTMLElement>("input[type=file]")?.focus();
    announce(options.words["removed"] ?? "");
    tell(field);
  });
}

/** The page is not sent before they have arrived: fill/uploads.ts. */
function follow(field: HTMLElement, files: File[], options: Options): void {
  field.dispatchEvent(new CustomEvent("centreline:upload", { bubbles: true, detail: takeAll(field, files, options) }));
}

/** The field's answer is another one now. */
function tell(field: HTMLElement): void {
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

const zoneOf = (event: DragEvent): Element | null =>
  event.target instanceof Element && event.dataTransfer?.types.includes("Files") ? event.target.closest("[data-drop-zone]") : null;

async function takeAll(field: HTMLElement, files: File[], options: Options): Promise<void> {
  const faults: string[] = [];
  for (const file of files) {
    announce((options.words["uploading"] ?? "").replace("%(name)s", file.name));
    field.classList.add("is-busy");
    const fault = await take(field, file, options);
    field.classList.remove("is-busy");
    if (fault) faults.push(fault);
  }
  showProblems(field, faults);
  tell(field);
}

async function take(field: HTMLElement, file: File, options: Options): Promise<string> {
  const failed = (options.words["failed"] ?? "").replace("%(name)s", file.name);
  const body = new FormData();
  body.set("item", field.dataset["item"] ?? "");
  body.set("file", await scaled(file, Number(field.dataset["longest"] ?? 0)));
  try {
    const headers = { "X-CSRFToken": options.token, Accept: "application/json" };
    const answer = await fetch(options.address, { method: "POST", body, headers });
    const found = await answer.json();
    if (!answer.ok) return found.message ? `${file.name}: ${found.message}` : failed;
    field.querySelector("[data-files]")?.append(line(field, found as Row, options.words));
    return "";
  } catch {
    return failed;
  }
}

function line(field: HTMLElement, row: Row, words: Record<string, string>): HTMLElement {
  const made = document.createElement("li");
  made.className = "files__one";
  const hidden = make("input", { type: "hidden", value: row.ref, name: field.querySelector<HTMLInputElement>("input[type=hidden]")?.name ?? "" });
  const link = make("a", { href: row.url });
  link.textContent = row.name;
  const size = make("span", { class: "muted nowrap" });
  size.textContent = row.size;
  const button = make("button", { type: "button", class: "button button--quiet button--small", "data-drop": "", "aria-label": `${words["remove"]} ${row.name}` });
  button.textContent = words["remove"] ?? "";
  made.append(hidden, link, " ", size, " ", button);
  return made;
}

function make(name: string, attributes: Record<string, string>): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
