// Files on their way to the server: a page that is sent before they arrive would leave them behind.

const going = new Set<Promise<unknown>>();

/** What is still on its way, or null. */
export const uploadsUnderWay = (): Promise<unknown> | null => (going.size ? Promise.all(going) : null);

/** Follows every upload that an input of the form tells of. */
export function watchUploads(form: HTMLFormElement): void {
  form.addEventListener("centreline:upload", (event) => {
    const upload = (event as CustomEvent<Promise<unknown>>).detail;
    going.add(upload);
    void upload.finally(() => going.delete(upload));
  });
}
