// Rows of repeats without a trip to the server: added, removed, moved. Names stay; the order on the page is the order sent.

import { announce } from "../face/live";
import { pathOf, rowsOf } from "./dom";

let made = 0;

/** Watches the buttons of rows; `added` is told of a new row, `changed` in which repeat something happened. */
export function watchRows(form: HTMLFormElement, words: Record<string, string>, added: (path: string) => void, changed: (repeat: HTMLElement) => void): void {
  form.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-add], [data-remove], [data-up], [data-down]") : null;
    const repeat = pressed?.closest<HTMLElement>("[data-reads=rows]");
    if (!pressed || !repeat) return;
    event.preventDefault();
    act(pressed, repeat, words);
    number(repeat);
    if ("add" in pressed.dataset) added(`${pathOf(repeat)}.${rowsOf(repeat).length - 1}.`);
    changed(repeat);
  });
  form.querySelectorAll<HTMLElement>("[data-reads=rows]").forEach(number);
}

function act(pressed: HTMLElement, repeat: HTMLElement, words: Record<string, string>): void {
  const row = pressed.closest<HTMLElement>("[data-row]");
  if ("add" in pressed.dataset) return add(repeat, words);
  if (!row) return;
  if ("remove" in pressed.dataset) return remove(row, repeat, words);
  const neighbour = "up" in pressed.dataset ? row.previousElementSibling : row.nextElementSibling;
  if (!neighbour) return;
  if ("up" in pressed.dataset) neighbour.before(row);
  else neighbour.after(row);
  pressed.focus();
}

function add(repeat: HTMLElement, words: Record<string, string>): void {
  const blank = repeat.querySelector<HTMLTemplateElement>(":scope > [data-blank]");
  const holder = repeat.querySelector(":scope > [data-rows]");
  if (!blank || !holder) return;
  const token = `n${Date.now().toString(36)}${made++}`;
  const fresh = document.createElement("template");
  fresh.innerHTML = blank.innerHTML.replaceAll(`__row${repeat.dataset["depth"]}__`, token);
  holder.append(fresh.content);
  const row = holder.lastElementChild as HTMLElement;
  row.querySelectorAll<HTMLElement>("[data-reads=rows]").forEach(number);
  row.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
  announce(words["added"] ?? "");
}

function remove(row: HTMLElement, repeat: HTMLElement, words: Record<string, string>): void {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (next instanceof HTMLElement ? next : repeat.querySelector<HTMLElement>(":scope > [data-add]"))?.focus();
  announce(words["removed"] ?? "");
}

function number(repeat: HTMLElement): void {
  const rows = rowsOf(repeat);
  rows.forEach((row, index) => {
    const place = row.querySelector("[data-number]");
    if (place) place.textContent = String(index + 1);
  });
  const button = repeat.querySelector<HTMLElement>(":scope > [data-add]");
  if (button) button.hidden = rows.length >= Number(repeat.dataset["max"] ?? 200);
}
