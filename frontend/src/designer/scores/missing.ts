// What a score does with answers that are missing.
import type { Setting } from "../controls/control";
import { h } from "../dom";
import type { Json } from "../model";

type Rule = { allow: number; as: "zero" | "prorate" } | undefined;

/** None may be missing; or some may, and the score grows in proportion, or they count as nought. */
export function missingEditor({ desk, node, id }: Setting): HTMLElement {
  const given = node["missing"] as unknown as Rule;
  const set = (value: Rule): void => { desk.run({ do: "set", id, name: "missing", value: (value ?? null) as Json }); };
  const choose = (value: string, held: Rule): HTMLElement => {
    const radio = h("input", { type: "radio", name: "p-missing", "data-k": `p-missing-${value}`, onchange: () => set(held) });
    radio.checked = (given?.as ?? "none") === value;
    return h("label", { class: "tick" }, radio, desk.word(`missing_${value}`));
  };
  const allow = given?.allow ?? 1;
  const count = h("input", { type: "text", inputmode: "numeric", class: "w-short", id: "p-missing-allow", "data-k": "p-missing-allow", "data-at": "missing/allow", value: String(allow), oninput: () => {
    const held = desk.part(id)?.["missing"] as unknown as Rule;
    if (held && /^\d{1,4}$/.test(count.value.trim())) desk.run({ do: "set", id, name: "missing", value: { ...held, allow: Number(count.value) } }, "typed", `${id} missing`);
  } });
  return h("fieldset", { class: "prop", "data-at": "missing" }, h("legend", {}, desk.word("missing")),
    choose("none", undefined), choose("prorate", { allow, as: "prorate" }), choose("zero", { allow, as: "zero" }),
    given && h("div", { class: "prop score-missing" }, h("label", { for: "p-missing-allow" }, desk.word("missing_allow")), count));
}
