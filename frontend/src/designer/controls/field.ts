import { h } from "../dom";
import { items } from "../model";
import { type Draw, labelled, put, valueOf } from "./control";

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
