// How much one may paste at once.

/** Options that a field may hold of its own; a longer list is one that the centre keeps (and people search). */
export const MOST_OPTIONS = 2000;

/** How many lines of a text say anything. Stops counting soon after `MOST_OPTIONS`. */
export function linesIn(text: string): number {
  let count = 0;
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    if (line.trim()) count += 1;
    if (count > MOST_OPTIONS) break;
  }
  return count;
}
