// A signature drawn with finger, pen or mouse, kept as a picture. Who cannot draw types a name, or adds a picture.
import { announce } from "../face/live";
import { showProblems } from "../fill/show";
import { beside, put, send } from "../fill/drafts";

const PAUSE = 900;
const SIZE = { width: 1200, height: 400 };

class SignatureInput extends HTMLElement {
  private timer = 0;
  private drawing = false;
  private pen!: CanvasRenderingContext2D;

  connectedCallback(): void {
    const canvas = this.canvas, pen = canvas?.getContext("2d");
    if (!canvas || !pen || this.pen) return;
    this.pen = pen;
    this.querySelector<HTMLElement>("[data-pad]")!.hidden = false;
    this.clear();
    this.show();
    canvas.addEventListener("pointerdown", (event) => this.down(event));
    canvas.addEventListener("pointermove", (event) => { if (this.drawing) this.line(event); });
    for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => this.up());
    this.querySelector("[data-again]")?.addEventListener("click", () => this.again());
    this.querySelector<HTMLInputElement>("input[type=file]")?.addEventListener("change", (event) => this.picked(event));
  }

  private get canvas(): HTMLCanvasElement | null { return this.querySelector("canvas"); }
  private get ref(): HTMLInputElement { return this.querySelector<HTMLInputElement>("[data-ref]")!; }

  private clear(): void {
    Object.assign(this.canvas!, SIZE);
    this.pen.fillStyle = "#fff";
    this.pen.fillRect(0, 0, SIZE.width, SIZE.height);
    Object.assign(this.pen, { strokeStyle: "#1c2430", lineWidth: 6, lineCap: "round", lineJoin: "round" });
  }

  /** Shows the kept drawing in place of the pad, or the pad. */
  private show(): void {
    const kept = this.querySelector<HTMLImageElement>("[data-kept]")!;
    const address = this.ref.value && beside(`file/${this.ref.value}/`);
    if (address) kept.src = address;
    kept.hidden = !address;
    this.canvas!.hidden = !!address;
    this.querySelector<HTMLElement>("[data-again]")!.hidden = !address;
  }

  private place(event: PointerEvent): [number, number] {
    const box = this.canvas!.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * SIZE.width, ((event.clientY - box.top) / box.height) * SIZE.height];
  }

  private down(event: PointerEvent): void {
    if (this.ref.disabled || event.button) return;
    window.clearTimeout(this.timer);
    this.canvas!.setPointerCapture(event.pointerId);
    this.drawing = true;
    this.pen.beginPath();
    this.pen.moveTo(...this.place(event));
    this.line(event);
  }

  private line(event: PointerEvent): void {
    this.pen.lineTo(...this.place(event));
    this.pen.stroke();
  }

  private up(): void {
    if (!this.drawing) return;
    this.drawing = false;
    this.timer = window.setTimeout(() => this.canvas!.toBlob((blob) => { if (blob) void this.keep(new File([blob], "signature.png")); }, "image/png"), PAUSE);
  }

  private async keep(file: File): Promise<void> {
    const field = this.closest<HTMLElement>("[data-field]")!;
    const answer = await send(this, this.dataset["item"] ?? "", file, this.dataset["failed"] ?? "");
    showProblems(field, "fault" in answer ? [answer.fault] : []);
    if ("fault" in answer) return;
    put(this.ref, answer.ref);
    this.show();
    announce(this.dataset["done"] ?? "");
  }

  private picked(event: Event): void {
    event.stopPropagation(); // The page's own watcher of files would list it as one more paper.
    const input = event.target as HTMLInputElement, file = input.files?.[0];
    input.value = "";
    if (file) void this.keep(file);
  }

  private again(): void {
    put(this.ref, "");
    this.clear();
    this.show();
    announce(this.dataset["cleared"] ?? "");
    this.querySelector<HTMLElement>("input[type=text]")?.focus();
  }
}

customElements.define("signature-input", SignatureInput);
