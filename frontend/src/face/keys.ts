const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";

/** Single letters press what carries them; J and K walk through a list of entries. Never while typing or in a dialog. */
export function watchKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (isBusy(event)) return;
    const key = event.key.toLowerCase();
    const target = pressable(key) ?? neighbour(key);
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.click();
  });
}

function isBusy(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return true;
  if (document.querySelector("dialog[open]")) return true;
  return event.target instanceof Element && event.target.matches(TYPING);
}

function pressable(key: string): HTMLElement | null {
  if (!/^[a-z/]$/.test(key)) return null;
  return document.querySelector<HTMLElement>(`[data-key="${key}"]:not([disabled])`);
}

function neighbour(key: string): HTMLElement | null {
  const step = { j: 1, k: -1 }[key];
  if (!step) return null;
  const entries = [...document.querySelectorAll<HTMLElement>("a.entry")];
  const here = entries.findIndex((entry) => entry === document.activeElement || entry.hasAttribute("aria-current"));
  return entries[here < 0 ? 0 : here + step] ?? null;
}
