import { h } from "../dom";
import { type Json } from "../model";
import { type Draw, labelled, placed, put, valueOf } from "./control";
import { paragraph } from "./words";

const OWN = " own";

/** Why a field is asked: one of the purposes of the form, by its words, or a sentence of its own. */
export const purpose: Draw = (setting) => {
  const { desk } = setting;
  const given = valueOf(setting);
  const purposes = (desk.doc["purposes"] ?? {}) as Record<string, Json>;
  const named = typeof given === "string" && given in purposes;
  const own = given !== undefined && !named;
  const select = h("select", { onchange: () => put(setting, select.value === OWN ? { [desk.given.language]: "" } : select.value || null) },
    h("option", { value: "" }, "–"), Object.entries(purposes).map(([name, words]) => h("option", { value: name }, desk.say(words) || name)), h("option", { value: OWN }, desk.word("purpose_own")));
  select.value = own ? OWN : named ? given : "";
  return placed(setting, h("div", {}, labelled(setting, select), own && paragraph({ ...setting, control: { ...setting.control, help: "" } })));
};
