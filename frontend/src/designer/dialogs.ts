// Small questions, in the product's own dialog.
import type { Desk } from "./desk";
import { h } from "./dom";
import { backTo } from "./focusing";

/** Asks for a line of text. */
export function ask(desk: Desk, question: string, value: string, done: (text: string) => void): void {
  const input = h("input", { id: "ask-text", value, maxlength: 120 });
  open(desk, question, [h("div", { class: "field" }, h("label", { for: "ask-text", class: "sr-only" }, question), input)], desk.word("apply"), () => {
    if (input.value.trim()) done(input.value.trim());
  });
}

/** Asks before something is lost. */
export function confirm(desk: Desk, question: string, body: string[], yes: string, done: () => void): void {
  open(desk, question, body.map((words) => h("p", {}, words)), yes, done, true);
}

const YES = "yes";

function open(desk: Desk, title: string, body: HTMLElement[], yes: string, done: () => void, danger = false): void {
  const before = document.activeElement;
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "designer-question" });
  const form = h("form", { method: "dialog" },
    h("h2", { id: "designer-question" }, title), h("div", { class: "stack" }, body),
    h("div", { class: "buttons designer__answers" },
      h("button", { class: `button ${danger ? "button--danger" : "button--primary"}`, value: YES }, yes),
      h("button", { type: "button", class: "button button--quiet", onclick: () => dialog.close() }, desk.word("cancel"))));
  dialog.append(form);
  dialog.addEventListener("close", () => {
    dialog.remove();
    backTo(desk, before);
    if (dialog.returnValue === YES) done(); // Only now: what is behind an open dialog takes no focus.
  });
  document.body.append(dialog);
  dialog.showModal();
}
