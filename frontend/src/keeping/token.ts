/** The token of whoever is signed in now: signing in again in another window gives a new one. */
export function tokenNow(otherwise: string): string {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? otherwise;
}
