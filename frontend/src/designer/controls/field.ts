import { h } from "../dom";
import { listOf } from "../model";
import { labelOf, level, repeatAround } from "../subjects";
import { type Draw, labelled, put, valueOf } from "./control";

/** The key of a field of the same level: the form's, or that of the rows around. A check may name one statement of a matrix. */
export const field: Draw = (setting) => {
  const { desk, id, control } = setting;
  const given = String(valueOf(setting) ?? "");
  const around = repeatAround(desk, id);
  const fields = (around ? level(desk, around) : listOf(desk.doc, "pages").flatMap((page) => level(desk, page))).filter((item) => item["id"] !== id);
  const options = fields.flatMap((item): [string, string][] => (Array.isArray(item["rows"])
    ? (item["rows"] as unknown as { key: string; label: any }[]).map((row) => [`${String(item["key"])}.${row.key}`, `${labelOf(desk, item)}: ${desk.say(row.label)}`])
    : [[String(item["key"]), labelOf(desk, item)]]));
  const fits = options.filter(([key]) => control.options === undefined || key in control.options);
  const select = h("select", { onchange: () => put(setting, select.value || null) }, h("option", { value: "" }, "–"), fits.map(([key, label]) => h("option", { value: key }, label)));
  select.value = given;
  if (given && select.value !== given) select.append(h("option", { value: given, selected: true }, given));
  return labelled(setting, select);
};
