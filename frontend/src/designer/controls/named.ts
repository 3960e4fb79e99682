import { h } from "../dom";
import { type Draw, labelled, put, valueOf } from "./control";

/** A register of the centre, by its title. */
export const register: Draw = (setting) => {
  const { desk } = setting;
  const given = String(valueOf(setting) ?? "");
  const select = h("select", { onchange: () => put(setting, select.value || null) },
    h("option", { value: "" }, "–"), desk.given.registers.map((one) => h("option", { value: one.key }, one.title)));
  select.value = given;
  if (given && select.value !== given) select.append(h("option", { value: given, selected: true }, given));
  return labelled(setting, select);
};
