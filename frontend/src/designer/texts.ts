// Texts of a document: one string for every language, or one for each.
import type { Json } from "./model";

export type Language = "en" | "zh-Hant";
export const LANGUAGES: readonly Language[] = ["en", "zh-Hant"];

/** What stands there in one language; a plain string serves both. */
export function written(text: Json | undefined, language: Language): string {
  if (typeof text === "string") return text;
  const found = text && typeof text === "object" && !Array.isArray(text) ? (text as Record<string, Json>)[language] : "";
  return typeof found === "string" ? found : "";
}

/** The text in the language, or in the other one. */
export function say(text: Json | undefined, language: Language): string {
  return written(text, language) || written(text, language === "en" ? "zh-Hant" : "en");
}

/** The text with the words of one language exchanged; null when nothing is left. */
export function rewritten(text: Json | undefined, language: Language, words: string): Json {
  const other = language === "en" ? "zh-Hant" : "en";
  const kept = typeof text === "string" ? text : written(text, other);
  const both = { [language]: words, [other]: kept };
  const found = Object.fromEntries(LANGUAGES.filter((one) => both[one]).map((one) => [one, both[one]!]));
  return Object.keys(found).length ? found : null;
}

/** The languages in which nothing stands yet. One string serves both, an empty one neither. */
export function lacks(text: Json | undefined): Language[] {
  if (text === "") return [...LANGUAGES];
  if (typeof text === "string" || text === undefined || text === null) return [];
  return LANGUAGES.filter((language) => !written(text, language));
}

export function fill(pattern: string, facts: Record<string, string | number>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => (name in facts ? String(facts[name]) : whole));
}
