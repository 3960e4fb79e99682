// What an input may ask of the draft that it stands in: addresses beside the one for files, and sending a file.

interface Known { upload: string }

/** An address of this draft: `beside("choose/supplier/")`; "" outside a draft, as in a preview. */
export function beside(end: string): string {
  const known = JSON.parse(document.getElementById("fill-state")?.textContent ?? "null") as Known | null;
  return known?.upload ? known.upload.replace(/upload\/$/, end) : "";
}

/** Sends a file for a field; its ref, or the sentence why it was not taken. The page waits for it before it leaves. */
export function send(from: HTMLElement, item: string, file: File, failed: string): Promise<{ ref: string } | { fault: string }> {
  const going = take(item, file, failed);
  from.dispatchEvent(new CustomEvent("centreline:upload", { bubbles: true, detail: going }));
  return going;
}

async function take(item: string, file: File, failed: string): Promise<{ ref: string } | { fault: string }> {
  const body = new FormData();
  body.set("item", item);
  body.set("file", file);
  try {
    const headers = { "X-CSRFToken": document.body.dataset["csrf"] ?? "", Accept: "application/json" };
    const answer = await fetch(beside("upload/"), { method: "POST", body, headers });
    const found = (await answer.json()) as { ref?: string; message?: string };
    return answer.ok && found.ref ? { ref: found.ref } : { fault: found.message ?? failed };
  } catch {
    return { fault: failed };
  }
}

/** Puts a value into a control as if it had been typed. */
export function put(control: HTMLInputElement | null, value: string): void {
  if (!control || control.value === value) return;
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}
