// What can be added: search with “/”, click or Enter.
import { addItem } from "./adding";
import { keepBlock, pasteNodes } from "./clipboard";
import type { Desk } from "./desk";
import { h, renew } from "./dom";
import { backToForm } from "./focusing";
import type { FieldType } from "./given";
import type { Node } from "./model";

export function palettePanel(desk: Desk, box: HTMLElement): void {
  let sought = "";
  const input = h("input", {
    type: "search", class: "palette__find", id: "palette-find", placeholder: `${desk.word("add")}…  /`, "aria-label": desk.word("find"),
    oninput: () => { sought = input.value.trim().toLowerCase(); draw(); },
    onkeydown: (event: KeyboardEvent) => {
      const first = matching()[0];
      if (event.key !== "Enter" || !first) return;
      event.preventDefault();
      input.value = sought = "";
      draw();
      addItem(desk, first);
    },
  });
  const list = h("div", { class: "palette__list" });
  box.append(input, list);
  box.addEventListener("keydown", (event) => { if (event.key === "Escape") backToForm(desk); });

  const matching = (): FieldType[] => {
    const types = desk.given.palette.types.filter((type) => `${type.label} ${type.name} ${type.hint}`.toLowerCase().includes(sought));
    const rank = (type: FieldType): number => Number(!`${type.label.toLowerCase()} ${type.name}`.split(" ").some((word) => word.startsWith(sought)));
    return types.sort((a, b) => Number(a.label.toLowerCase() !== sought) - Number(b.label.toLowerCase() !== sought) || rank(a) - rank(b));
  };

  function draw(): void {
    const found = new Set(matching());
    renew(list,
      desk.given.palette.groups.map((group) => {
        const types = desk.given.palette.types.filter((type) => type.group === group.name && found.has(type));
        return types.length > 0 && section(group.label, types.map((type) => entry(type)));
      }),
      desk.given.blocks.length > 0 && !sought && section(desk.word("blocks"), desk.given.blocks.map((block) =>
        h("button", { type: "button", class: "palette__entry", "data-k": `block ${block.id}`, onclick: () => pasteNodes(desk, block.items as Node[]) }, block.title))),
      desk.selected.length > 0 && h("button", { type: "button", class: "button button--small palette__keep", "data-k": "keep", onclick: () => keepBlock(desk) }, desk.word("block_keep")),
    );
  }

  const entry = (type: FieldType): HTMLElement =>
    h("button", {
      type: "button", class: "palette__entry", title: type.hint, draggable: "true", "data-k": `type ${type.name}`, "data-type": type.name,
      onclick: () => addItem(desk, type),
      ondragstart: (event: DragEvent) => event.dataTransfer?.setData("text/x-centreline-type", type.name),
    }, type.label);

  desk.watch((why) => { if (why === "selected" || why === "changed") draw(); });
  draw();
}

function section(title: string, entries: HTMLElement[]): HTMLElement {
  return h("section", { class: "palette__group" }, h("h2", {}, title), h("div", {}, entries));
}
