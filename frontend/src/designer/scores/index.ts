// A score as one edits it: what counts, what is missing, its bands, who is told, how it changed since last time.
import { CONTROLS } from "../controls";
import type { Setting } from "../controls/control";
import type { Desk } from "../desk";
import type { Control } from "../given";
import { listOf, type Node } from "../model";
import { more } from "../more";
import { labelOf } from "../subjects";
import { alertsEditor } from "./alerts";
import { bandsEditor } from "./bands";
import { changeEditor } from "./change";
import { itemsEditor } from "./items";
import { missingEditor } from "./missing";

const RARE = ["part_of", "times", "places", "rounding", "source", "change"];

export function scoreEditor(desk: Desk, node: Node): (HTMLElement | false)[] {
  const setting = (one: Omit<Control, "help"> & { help?: string }): Setting => ({ desk, node, id: String(node["id"]), control: { help: "", ...one } });
  const draw = (one: Omit<Control, "help"> & { help?: string }): HTMLElement => CONTROLS[one.kind]!(setting(one));
  const own = (name: string, word: string): Setting => setting({ name, kind: "", label: desk.word(word) });
  const wholes = listOf(desk.doc, "scores").filter((one) => one["id"] !== node["id"] && one["part_of"] === undefined);
  return [
    draw({ name: "label", kind: "words", label: desk.word("score_label") }),
    method(setting({ name: "fn", kind: "pick", label: desk.word("method"), options: { sum: desk.word("sum"), mean: desk.word("mean"), weighted: desk.word("weighted") } })),
    itemsEditor(own("of", "of")),
    missingEditor(own("missing", "missing")),
    bandsEditor(own("bands", "bands")),
    alertsEditor(own("alerts", "alerts")),
    more(desk, "score", RARE.some((name) => node[name] !== undefined), [
      changeEditor(own("change", "change")),
      (wholes.length > 0 || node["part_of"] !== undefined) && draw({ name: "part_of", kind: "pick", label: desk.word("part_of"), help: desk.word("part_of_help"), options: Object.fromEntries(wholes.map((one) => [String(one["key"]), labelOf(desk, one)])) }),
      draw({ name: "times", kind: "number", label: desk.word("times"), help: desk.word("times_help") }),
      draw({ name: "places", kind: "number", label: desk.word("places") }),
      draw({ name: "rounding", kind: "pick", label: desk.word("rounding"), options: { half_up: desk.word("half_up"), up: desk.word("round_up"), down: desk.word("round_down") } }),
      draw({ name: "source", kind: "paragraph", label: desk.word("score_source") }),
      draw({ name: "key", kind: "text", label: desk.word("key") }),
    ]),
  ];
}

/** How the answers become one number. A weighted sum begins with every answer counting once; a sum has no weights. */
function method(setting: Setting): HTMLElement {
  const { desk, id } = setting;
  const prop = CONTROLS["pick"]!(setting);
  const select = prop.querySelector("select")!;
  select.querySelector('option[value=""]')?.remove();
  const fresh = select.cloneNode(true) as HTMLSelectElement;
  fresh.value = String(setting.node["fn"]);
  fresh.addEventListener("change", () => {
    const now = desk.part(id) ?? {};
    const of = (now["of"] ?? []) as string[];
    const begun = fresh.value === "weighted" && now["weights"] === undefined && of.length > 0;
    const weights = begun ? Object.fromEntries(of.map((key) => [key, 1])) : fresh.value === "sum" ? null : now["weights"] ?? null;
    desk.run({ do: "many", commands: [{ do: "set", id, name: "fn", value: fresh.value }, { do: "set", id, name: "weights", value: weights }] });
  });
  select.replaceWith(fresh);
  return prop;
}
