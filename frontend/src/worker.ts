// The service worker: when a page cannot be reached, it shows the one page that says so. It keeps nothing else.
export {};

declare const self: {
  SHELL: string[];
  addEventListener(name: "install" | "activate", listener: (event: { waitUntil(done: Promise<unknown>): void }) => void): void;
  addEventListener(name: "fetch", listener: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

const shelf = `shell ${self.SHELL.join(" ")}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(shelf).then((cache) => cache.addAll(self.SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== shelf).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const instead = request.mode === "navigate" ? self.SHELL[0]! : new URL(request.url).pathname;
  if (request.mode !== "navigate" && !self.SHELL.includes(instead)) return;
  event.respondWith(fetch(request).catch(async (error: unknown) => {
    const kept = await caches.match(instead);
    if (!kept) throw error;
    return kept;
  }));
});
