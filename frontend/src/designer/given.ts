// What the server gives the designer's page, and what it answers.
import type { Json } from "./model";
import type { Language } from "./texts";

export interface Control { name: string; label: string; kind: string; help: string; rare?: boolean; options?: Record<string, string> }
export interface FieldType {
  name: string; label: string; hint: string; group: string; icon: string; rule_type: string | null;
  holds_value: boolean; has_items: boolean; has_choices: boolean; may_calculate: boolean; travels: boolean; needs: string[]; properties: Control[];
}
export interface Palette { groups: { name: string; label: string }[]; common: Control[]; types: FieldType[] }
export interface Problem { code: string; pointer: string; message: string; hint: string; severity: "error" | "warning" }
export interface Told { problems: Problem[]; sentences: Record<string, string>; compiles: boolean }
export interface Named { key: string; title: string }
export interface Listed { key: string; label: Json; parent?: string; score?: number; attributes?: Record<string, Json> }
export interface ChoiceList extends Named { options: Listed[] }
export interface Block { id: string; title: string; items: unknown[] }
export interface Given extends Told {
  language: Language; source: string; revision: number; checksum: string; number: number; words: Record<string, string>;
  /** Who draws which form, and what seals the words that wait on this device, both in hex. */
  writer: string; key: string;
  palette: Palette; lists: ChoiceList[]; roles: Named[]; registers: Named[]; blocks: Block[]; urls: Record<"save" | "look" | "preview" | "try" | "usage" | "blocks", string>;
}
export interface Theirs { revision: number; checksum: string; source: string; steps: { by: string; commands: unknown[] }[] }
