// A page of a form while somebody fills it. Without this script the same page works by trips to the server.
import { fieldsOf, owner, pathOf, put, read, readLevel, topKey, walk } from "./fill/dom";
import { type Judged, judge } from "./fill/judging";
import type { Program } from "./fill/program";
import { watchClears } from "./fill/clears";
import { watchRows } from "./fill/rows";
import { type Saved, Saver, type Stale } from "./fill/saving";
import { show, showProblems, write } from "./fill/show";
import { uploadsUnderWay, watchUploads } from "./fill/uploads";
import { tokenNow } from "./keeping/token";

interface State {
  draft: string;
  revision: number;
  page: string;
  today: string;
  now: string;
  values: Record<string, unknown>;
  autosave: string;
  sign_in: string;
  key: string;
  problems: Saved["problems"];
  words: Record<string, string>;
}

const form = document.querySelector<HTMLFormElement>("form#fill");
if (form) start(form);

function json<T>(id: string): T | null {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null") as T | null;
}

function start(form: HTMLFormElement): void {
  const state = json<State>("fill-state")!;
  const program = json<Program>("fill-program");
  const token = document.body.dataset["csrf"] ?? "";
  const known = { today: state.today, now: state.now, language: document.documentElement.lang };
  const run = program && judge(program, known);
  const strict = new Set<HTMLElement>(form.querySelectorAll<HTMLElement>("[data-field].is-wrong"));
  const touched = new Set<HTMLElement>(strict);
  const typed: Record<string, unknown> = {};
  let problems: Saved["problems"] = state.problems;
  let judged: Judged | null = null;
  let signedOut = false;

  const saver = new Saver({
    address: state.autosave, page: state.page, draft: state.draft, token, key: state.key, revision: state.revision,
    read: (key) => { const field = fieldsOf(form).get(key); return field ? read(field) : null; },
    onSaved: (answer) => { signedOut = false; say(answer.saved); takeSaved(answer); },
    onStale, onBusy: () => { if (!signedOut) say(state.words["saving"]!); },
    onTrouble: (kind, told) => {
      if (kind === "signed-out" && signedOut) return; // Said already: the link may have the focus.
      signedOut = kind === "signed-out";
      say(told || state.words[kind]!, true);
      if (signedOut) offerSignIn();
    },
  });

  /** The way to sign in that leads back to this page, beside the words that say so. */
  function offerSignIn(): void {
    const link = document.createElement("a");
    link.href = state.sign_in;
    link.textContent = state.words["sign-in"]!;
    document.querySelector("[data-saved][role=status]")?.append(" ", link);
  }

  function say(words: string, trouble = false): void {
    document.dispatchEvent(new CustomEvent("centreline:saved", { detail: words }));
    document.querySelectorAll("[data-saved]").forEach((place) => place.classList.toggle("is-stale", trouble));
  }

  /** Judges the page; where only the form's own field `key` changed, no other is read again. */
  function settle(key?: string): void {
    if (!run) return;
    const field = key === undefined ? undefined : fieldsOf(form).get(key);
    if (!field) Object.assign(typed, state.values, readLevel(form));
    else if (field.dataset["reads"]) typed[key!] = read(field);
    try {
      judged = run(typed);
      show(form, judged);
    } catch {
      judged = null; // A rule that needs the server: it answers when the page is saved.
    }
    showFaults();
  }

  function showFaults(): void {
    const found = new Map<string, string[]>();
    const hard = new Set<string>();
    const note = (path: string, message: string, severity: string) => {
      found.set(path, [...(found.get(path) ?? []), message]);
      if (severity === "error") hard.add(path);
    };
    for (const one of problems) if (!judged || !one.code.startsWith("answer.check")) note(one.path, one.message, one.severity);
    const server = new Map(found);
    const wrong = new Set(found.keys());
    judged?.problems.forEach(([path, message, severity]) => { if (severity !== "reason" && !wrong.has(path)) note(path, message, severity); });
    const missing = new Set(problems.filter((one) => one.code === "answer.required" || one.code === "answer.reason-needed").map((one) => one.path));
    for (const field of touched) {
      if (!field.isConnected) { touched.delete(field); continue; }
      const path = pathOf(field);
      if (missing.has(path) && !strict.has(field)) { showProblems(field, []); continue; }
      const messages = found.get(path) ?? [];
      const local = messages.length && judged && !strict.has(field) && !("computed" in field.dataset) && read(field) === null;
      showProblems(field, local ? (server.get(path) ?? []) : messages, !hard.has(path));
    }
  }

  function takeSaved(answer: Saved): void {
    setRevision(answer.revision);
    problems = answer.problems;
    const top = fieldsOf(form);
    if (!judged) for (const [key, words] of Object.entries(answer.calculated)) { const field = top.get(key); if (field) write(field, words); }
    const pages = new Set(answer.pages);
    document.querySelectorAll<HTMLElement>("[data-step]").forEach((step) => { step.hidden = !pages.has(step.dataset["step"]!); });
    showFaults();
  }

  function begin(row: string): void {
    if (!run) return;
    const begun = run({ ...typed, ...readLevel(form) }, row).begun;
    walk(form, (path, field) => { if (begun.has(path)) put(field, begun.get(path)); });
  }

  function setRevision(revision: number): void {
    form.querySelector<HTMLInputElement>("[name=_revision]")!.value = String(revision);
  }

  function onStale(answer: Stale, waited: boolean): void {
    if (answer.submitted) return window.location.reload();
    setRevision(answer.revision);
    say("");
    const place = document.querySelector("[data-conflict-here]");
    if (!place || !answer.panel) return;
    place.innerHTML = answer.panel; // Our own template: every word in it is escaped.
    const mine = place.querySelector<HTMLInputElement>("[name=_mine]");
    if (mine && waited) mine.disabled = false;
    place.querySelector<HTMLElement>("[data-conflict]")?.focus();
  }

  function changed(element: Element): void {
    const key = topKey(element);
    if (key) saver.touch(key);
    settle(key);
  }

  form.addEventListener("input", (event) => changed(event.target as Element));
  form.addEventListener("change", (event) => {
    const field = owner(event.target as Element);
    if (field) touched.add(field);
    changed(event.target as Element);
  });
  form.addEventListener("submit", (event) => {
    if (saver.cutOff && !navigator.onLine) {
      event.preventDefault();
      say(state.words["offline"]!, true);
      return;
    }
    saver.stop();
    const first = uploadsUnderWay() ?? saver.underWay;
    if (first) {
      event.preventDefault();
      void first.finally(() => { if (!saver.conflicted) form.requestSubmit(event.submitter); });
      return;
    }
    const token = form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]");
    if (token) token.value = tokenNow(token.value);
    saver.handOver();
  });
  watchRows(form, state.words, begin, changed);
  watchClears(form, state.words["clear"]!, changed);
  watchUploads(form);
  settle();
  void saver.sendWaiting().then((saved) => { if (saved) window.location.reload(); });
}
