// What the designer asks of the server: JSON there, an answer back, or null where there is no way to it.
import type { Given } from "./given";
import { tokenNow } from "../keeping/token";

export type Asked = "save" | "look" | "try" | "blocks";
const LONGEST_LEAVING = 60_000;

/** `leaving`: the page is closing, the request goes on without it where the browser can. */
export async function post(given: Given, name: Asked, body: object, leaving = false): Promise<Response | null> {
  const text = JSON.stringify({ ...body, writer: given.writer });
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": tokenNow(document.body.dataset["csrf"] ?? "") };
  return fetch(given.urls[name], { method: "POST", headers, body: text, keepalive: leaving && text.length < LONGEST_LEAVING }).catch(() => null);
}

/** The server's own sentence in an answer; "" where it has none. */
export async function sentenceOf(answer: Response): Promise<string> {
  const found = (await answer.json().catch(() => ({}))) as { why?: string; message?: string };
  return found.why ?? found.message ?? "";
}
