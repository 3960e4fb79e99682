import { h } from "../dom";
import { items, type Json } from "../model";
import { type Draw, labelled, put, valueOf } from "./control";

/** What has no control of its own yet: a list as JSON. What cannot be read is not taken. */
export const entries: Draw = (setting) => {
  const given = valueOf(setting);
  const area = h("textarea", { rows: 5, class: "source", spellcheck: "false", onchange: () => {
    try {
      put(setting, area.value.trim() ? (JSON.parse(area.value) as Json) : null);
      area.removeAttribute("aria-invalid");
    } catch {
      area.setAttribute("aria-invalid", "true");
    }
  } });
  area.value = given === undefined ? "" : JSON.stringify(given, null, 1);
  return labelled(setting, area);
};

/** The key of another field. */
export const field: Draw = (setting) => {
  const { desk, id } = setting;
  const given = String(valueOf(setting) ?? "");
  const select = h("select", { onchange: () => put(setting, select.value || null) }, h("option", { value: "" }, "–"),
    [...items(desk.doc)].filter(({ item }) => item["id"] !== id && desk.types.get(String(item["type"]))?.holds_value).map(({ item }) =>
      h("option", { value: String(item["key"]) }, desk.say(item["label"]) || String(item["key"]))));
  select.value = given;
  return labelled(setting, select);
};
