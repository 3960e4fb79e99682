// The form designer. The page without it leads to the form as text.
import { post } from "./designer/asking";
import { Canvas } from "./designer/canvas";
import { copy, paste } from "./designer/clipboard";
import { Desk, type Why } from "./designer/desk";
import { h, renew } from "./designer/dom";
import { backToForm, keepingFocus, watchParts } from "./designer/focusing";
import type { Given } from "./designer/given";
import { newsBar } from "./designer/news";
import { palettePanel } from "./designer/palette";
import { Preview } from "./designer/previewing";
import { Properties } from "./designer/properties";
import { removeAndGoOn } from "./designer/removing";
import { Saving } from "./designer/saving";
import { translationsView } from "./designer/translations";
import { jsonView, problemsView } from "./designer/views";

const root = document.getElementById("designer");
const state = document.getElementById("designer-state");
if (root && state) start(root, JSON.parse(state.textContent ?? "") as Given);

function start(root: HTMLElement, given: Given): void {
  const desk = new Desk(given);
  const region = (name: string, label: string): HTMLElement => h("section", { class: `designer__${name}`, "aria-label": desk.word(label) });
  const palette = region("palette", "add");
  const middle = region("canvas", "outline");
  const preview = region("preview", "preview");
  const properties = region("properties", "properties");
  const people = h("p", { class: "designer__people", hidden: true });
  const sheets = h("nav", { class: "designer__sheets", "aria-label": desk.word("form") }, (["outline", "add", "properties", "preview"] as const).map((name) =>
    h("button", { type: "button", class: "button button--small", "data-sheet": name, "aria-pressed": String(name === "outline"), onclick: () => sheet(name) }, desk.word(name))));
  root.replaceChildren(h("div", { class: "designer__news" }, people, newsBar(desk)), sheets, palette, middle, preview, properties);
  root.dataset["preview"] = "phone";
  root.dataset["sheet"] = "outline";

  const saved = document.querySelector<HTMLElement>("[data-design-saved]")!;
  const saving = new Saving(desk, (words, trouble = false) => { saved.textContent = words; saved.classList.toggle("is-stale", trouble); });
  const canvas = new Canvas(desk, middle);
  const panel = new Properties(desk, properties);
  const acts = document.querySelector<HTMLElement>("[data-acts]")!;
  palettePanel(desk, palette);
  const living = new Preview(desk, preview, root, (name, body) => post(given, name, body));

  function sheet(name: string): void {
    root.dataset["sheet"] = name;
    sheets.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset["sheet"] === name)));
  }

  /** Another view of the form; it takes the focus, and Escape leads back. */
  function show(name: Desk["view"]): void {
    desk.view = name;
    sheet("outline");
    desk.changed("selected");
    if (name !== "canvas") backToForm(desk);
  }

  /** The palette, wherever the preview took its room, and its search. */
  function find(): void {
    sheet("add");
    living.narrow();
    delete root.dataset["peek"];
    drawActs();
    document.getElementById("palette-find")?.focus();
  }

  function drawActs(): void {
    const errors = desk.told.problems.filter((one) => one.severity === "error").length + desk.aside.length;
    const view = (name: Desk["view"], word: string, style = ""): HTMLElement => h("button", {
      type: "button", class: `button button--small ${style}`, "data-k": name, "aria-pressed": String(desk.view === name),
      onclick: () => show(desk.view === name ? "canvas" : name),
    }, word);
    renew(acts,
      h("button", { type: "button", class: "button button--small", "data-k": "undo", "aria-label": desk.word("undo"), title: `${desk.word("undo")} (Ctrl+Z)`, "aria-disabled": String(!desk.history.canUndo), onclick: () => desk.undo() }, "↶"),
      h("button", { type: "button", class: "button button--small", "data-k": "redo", "aria-label": desk.word("redo"), title: `${desk.word("redo")} (Ctrl+Y)`, "aria-disabled": String(!desk.history.canRedo), onclick: () => desk.redo() }, "↷"),
      h("button", { type: "button", class: "button button--small designer__peek", "data-k": "peek", "aria-pressed": String("peek" in root.dataset), onclick: () => { root.toggleAttribute("data-peek"); drawActs(); } }, desk.word("preview")),
      view("translations", desk.word("translations")), view("json", desk.word("json")),
      view("problems", errors ? desk.word("to_mend", { n: errors }) : desk.word("no_problems"), errors ? "designer__mend" : ""));
    people.textContent = [desk.people.length && desk.word("others", { names: desk.listed(desk.people) }), desk.twice && desk.word("own_window")].filter(Boolean).join(" ");
    people.hidden = !people.textContent;
  }

  function drawMiddle(): void {
    if (desk.view === "canvas") canvas.draw();
    else if (desk.view === "problems") problemsView(desk, middle);
    else if (desk.view === "translations") translationsView(desk, middle);
    else jsonView(desk, middle);
  }

  let told = -1;
  desk.watch((why) => keepingFocus(desk, () => drawWhat(why)));
  watchParts(desk);
  middle.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || desk.view === "canvas" || event.defaultPrevented) return;
    const from = desk.view;
    show("canvas");
    acts.querySelector<HTMLElement>(`[data-k="${from}"]`)?.focus();
  });

  function drawWhat(why: Why): void {
    if (why === "typed" && desk.view === "canvas" && canvas.refresh(desk.selected[0] ?? "")) return drawActs();
    const typing = document.activeElement?.matches("input, textarea, select") ?? false;
    if (!(why === "typed" || why === "told") || !middle.contains(document.activeElement) || !typing) if (!(desk.view === "json" && why === "told")) drawMiddle();
    if (why === "told" || why === "theirs") sayRules(); else if (why !== "typed") panel.draw();
    if (why === "selected" && desk.selected.length && root.dataset["sheet"] === "add") sheet("properties");
    drawActs();
    document.querySelector("[data-title]")!.textContent = desk.say(desk.doc["title"]);
    const count = desk.told.problems.filter((one) => one.severity === "error").length;
    if (why === "told" && count !== told) { told = count; desk.tell(count ? desk.word("to_mend", { n: count }) : desk.word("no_problems"), true); }
  }

  /** After a save the sentences are new; the panel is drawn again unless somebody types in it. */
  function sayRules(): void {
    if (!properties.contains(document.activeElement) || !document.activeElement?.matches("input, textarea")) panel.draw();
  }

  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    const typing = target.matches("input:not([type=checkbox]), textarea, select") || target.closest("dialog") !== null;
    const held = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (held && key === "z" && !event.shiftKey && !target.closest("dialog")) desk.undo();
    else if (held && (key === "y" || (key === "z" && event.shiftKey)) && !target.closest("dialog")) desk.redo();
    else if (key === "/" && !typing && !held) find();
    else return;
    event.preventDefault();
  });
  const elsewhere = (event: ClipboardEvent): boolean => (event.target as HTMLElement).matches?.("input, textarea, select") || (getSelection()?.toString() ?? "") !== "";
  document.addEventListener("copy", (event) => { if (!elsewhere(event)) copy(desk, event); });
  document.addEventListener("cut", (event) => { if (!elsewhere(event) && copy(desk, event)) removeAndGoOn(desk); });
  document.addEventListener("paste", (event) => {
    if (elsewhere(event)) return;
    event.preventDefault();
    paste(desk, event.clipboardData?.getData("text/plain") || undefined);
  });
  document.addEventListener("click", (event) => {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("[data-publish]");
    if (!link || !saving.busy) return;
    event.preventDefault();
    void saving.settled().then((saved) => { if (saved) location.assign(link.href); else desk.announce(desk.word("save_first")); });
  });
  drawMiddle();
  panel.draw();
  drawActs();
}
