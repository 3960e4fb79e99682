const YEAR = 31_536_000;

/** The switch in the footer. The choice is a cookie, so that the server already answers in the right colours. */
export function watchTheme(): void {
  const group = document.querySelector<HTMLElement>("[data-themes]");
  if (!group) return;
  group.hidden = false;
  show(group);
  group.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-theme-choice]") : null;
    if (!button) return;
    choose(button.dataset["themeChoice"] ?? "");
    show(group);
  });
}

function choose(theme: string): void {
  if (theme) document.documentElement.dataset["theme"] = theme;
  else delete document.documentElement.dataset["theme"];
  const secure = window.location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${theme}; Path=/; Max-Age=${theme ? YEAR : 0}; SameSite=Lax${secure}`;
  document.dispatchEvent(new CustomEvent("centreline:theme"));
}

function show(group: HTMLElement): void {
  const chosen = document.documentElement.dataset["theme"] ?? "";
  group.querySelectorAll<HTMLElement>("[data-theme-choice]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset["themeChoice"] === chosen));
  });
}
