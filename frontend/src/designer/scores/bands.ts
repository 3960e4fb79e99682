// The bands of a score: from, to, what it is called, what it means.
import type { Setting } from "../controls/control";
import { h } from "../dom";
import { lines, within } from "../lines";
import { keyFrom, newId } from "../naming";

const TONES = ["calm", "watch", "warn", "danger"];

export function bandsEditor(setting: Setting): HTMLElement {
  const { desk } = setting;
  const tones = Object.fromEntries(TONES.map((tone) => [tone, desk.word(`tone_${tone}`)]));
  return lines(setting, {
    title: "band", add: "band_add", help: desk.word("bands_help"),
    fresh: (now) => {
      const from = Number(now.at(-1)?.["to"] ?? -1) + 1;
      const key = keyFrom(`band ${now.length + 1}`, "band", new Set(now.map((one) => String(one["key"]))));
      return { id: newId("band"), key, from, to: from + 4, label: "", tone: "calm" };
    },
    draw: (line) => [
      h("div", { class: "lines__pair" }, within(line, ["from"], { kind: "number", label: desk.word("from") }), within(line, ["to"], { kind: "number", label: desk.word("to") }), within(line, ["tone"], { kind: "pick", label: desk.word("tone"), options: tones })),
      within(line, ["label"], { kind: "words", label: desk.word("band_label") }),
      within(line, ["text"], { kind: "paragraph", label: desk.word("band_text") }),
    ],
  });
}
