// What rules read of an answer that travels in another shape. The twin of `rule_value` of the field types in Python.

type Parts = Record<string, string | undefined>;
type Unit = (raw: unknown) => unknown;

const two = (text: string | undefined): string => (text ?? "").trim().padStart(2, "0");
const whole = (text: unknown): number => (/^\d{1,4}$/.test(String(text ?? "").trim()) ? Number(text) : NaN);

const UNITS: Record<string, Unit> = {
  /** A time of day in minutes after midnight. */
  clock: (raw) => {
    const met = /^(\d{1,2}):?(\d\d)\s*(am|pm)?$/i.exec(String(raw).normalize("NFKC").trim());
    if (!met) return null;
    const half = met[3]?.toLowerCase();
    const typed = Number(met[1]);
    const hour = half ? (typed % 12) + (half === "pm" ? 12 : 0) : typed;
    const wrong = hour > 23 || Number(met[2]) > 59 || (half && (typed < 1 || typed > 12));
    return wrong ? null : String(hour * 60 + Number(met[2]));
  },
  /** A duration in minutes. */
  minutes: (raw) => {
    if (typeof raw !== "object") return String(raw);
    const { hours, minutes } = raw as Parts;
    const total = whole(hours || 0) * 60 + whole(minutes || 0);
    return Number.isNaN(total) ? null : String(total);
  },
  /** The day of a moment. */
  day: (raw) => (typeof raw === "object" ? ((raw as Parts)["date"] ?? null) : String(raw).slice(0, 10)),
  /** Options in the order of the numbers beside them. */
  ranks: (raw) => {
    if (Array.isArray(raw) || typeof raw !== "object") return raw;
    const placed = Object.entries(raw as Parts).filter(([, place]) => place);
    return placed.sort(([, a], [, b]) => Number(a) - Number(b)).map(([key]) => key);
  },
  /** The first day that a partial date may mean. */
  first_day: (raw) => {
    const [year, month, day] = typeof raw === "object"
      ? [(raw as Parts)["year"], (raw as Parts)["month"], (raw as Parts)["day"]]
      : String(raw).replace("~", "").split("-");
    return year ? `${year.trim()}-${two(month || "1")}-${two(day || "1")}` : null;
  },
  /** The title of what a reference names, chosen or typed. */
  text: (raw) => (typeof raw === "object" ? ((raw as Parts)["text"] || null) : raw),
  /** Whether words were agreed to. */
  agreed: (raw) => !!(raw as Parts)["agreed"] || null,
  /** How a signature was given. */
  signed: (raw) => ((raw as Parts)["ref"] ? "drawn" : (raw as Parts)["name"] ? "typed" : null),
  /** A code with its qualifiers, as the ICF writes it. */
  notation: (raw) => {
    if (typeof raw !== "object") return raw;
    const { code, sign, performance, capacity } = raw as Parts;
    if (!code) return null;
    return code + (performance || capacity ? (sign || ".") + (performance || "_") + (capacity ?? "") : "");
  },
};

/** How a calculated value is written, where the unit has its own way. */
export function writtenIn(unit: string | undefined, value: unknown, language: string): string | null {
  if (unit !== "minutes") return null;
  const total = Number(value);
  const [h, m, gap] = language.startsWith("zh") ? ["小時", "分鐘", ""] : [" h", " min", " "];
  const said = [total >= 60 ? `${Math.floor(total / 60)}${h}` : "", total % 60 ? `${total % 60}${m}` : ""];
  return said.filter(Boolean).join(gap) || `0${m}`;
}

/** The answer as rules read it; a unit that is not listed is the name of a part. */
export function inUnit(unit: string, raw: unknown): unknown {
  if (raw === null || raw === undefined || raw === "") return null;
  const convert = UNITS[unit];
  return convert ? convert(raw) : ((raw as Parts)[unit] ?? null);
}
