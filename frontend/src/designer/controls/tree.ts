import { h } from "../dom";
import type { Json } from "../model";
import { type Draw, nameOf, nowOf, put, valueOf } from "./control";

/** A rule as JSON. What was authored stays as it is until another text is applied. */
export const tree: Draw = (setting) => {
  const { desk, control } = setting;
  const wrong = h("p", { class: "field__error", role: "alert" });
  const area = h("textarea", { class: "source", rows: 5, spellcheck: "false", "aria-label": `${control.label}, JSON`, "data-k": `json ${nameOf(setting)}`, onchange: () => {
    try {
      const read = area.value.trim() ? (JSON.parse(area.value) as Json) : null;
      wrong.textContent = "";
      if (JSON.stringify(read) !== JSON.stringify(nowOf(setting) ?? null)) put(setting, read);
    } catch (error) {
      wrong.textContent = desk.word("json_wrong", { why: String((error as Error).message) });
    }
  } });
  area.value = valueOf(setting) === undefined ? "" : JSON.stringify(valueOf(setting), null, 1);
  return h("div", {}, wrong, area);
};
