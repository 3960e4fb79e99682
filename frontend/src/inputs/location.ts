// A place: the browser is asked where it is when the button is pressed, and never otherwise.
import { announce } from "../face/live";
import { put } from "../fill/drafts";

const PLACES = 5;

class LocationInput extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("input", (event) => {
      const typed = event.isTrusted && (event.target as HTMLElement).matches("[data-part=lat], [data-part=long]");
      if (typed) this.set("accuracy", ""); // How near it was belongs to the place that was found.
    });
    const button = this.querySelector<HTMLButtonElement>("[data-here]");
    if (!button || !navigator.geolocation) return;
    button.hidden = false;
    button.addEventListener("click", () => this.ask(button));
  }

  private ask(button: HTMLButtonElement): void {
    this.say(this.dataset["asking"]);
    button.disabled = true;
    const options = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 };
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.disabled = false;
        this.set("lat", coords.latitude.toFixed(PLACES));
        this.set("long", coords.longitude.toFixed(PLACES));
        this.set("accuracy", String(Math.round(coords.accuracy)));
        this.say((this.dataset["found"] ?? "").replace("{metres}", String(Math.round(coords.accuracy))));
      },
      () => { button.disabled = false; this.say(this.dataset["refused"]); },
      options,
    );
  }

  private set(part: string, value: string): void {
    put(this.querySelector<HTMLInputElement>(`[data-part="${part}"]`), value);
  }

  private say(words = ""): void {
    const place = this.querySelector<HTMLElement>("[data-told]");
    if (place) place.textContent = words;
    announce(words);
  }
}

customElements.define("location-input", LocationInput);
