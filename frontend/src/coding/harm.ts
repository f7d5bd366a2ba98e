/** Lines that may tell of harm: marked gently, raised in two taps to those who are responsible. Nothing is coded. */
import { icon } from "./draw";
import { type Span, lineAt } from "./model";
import { sentenceAt } from "./motion";
import { Failed } from "./server";
import { announce, say } from "./words";
import type { Workspace } from "./workspace";

export class Harm {
  private readonly dialog = document.getElementById("harm");
  private readonly byLine = new Map<number, string>();
  private passage: Span | null = null;

  constructor(private readonly work: Workspace) {
    if (!(this.dialog instanceof HTMLDialogElement)) return;
    this.dialog.addEventListener("click", (event) => {
      const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-kind]");
      if (button?.dataset.kind) void this.raise(button.dataset.kind);
      else if ((event.target as HTMLElement).closest("[data-close]")) this.close();
    });
    for (const button of document.querySelectorAll("[data-harm]")) button.addEventListener("click", () => this.open());
    work.transcript.root.addEventListener("click", (event) => {
      const sign = (event.target as HTMLElement).closest<HTMLElement>(".harm-sign");
      if (!sign) return;
      event.stopPropagation();
      this.openAt(Number(sign.dataset.at));
    });
    void this.load();
  }

  private async load(): Promise<void> {
    const found = await this.work.server.riskWords().catch(() => null);
    if (!found) return;
    const { transcript } = this.work;
    for (const [start, , kind] of found.words) this.mark(lineAt(transcript.lines, start), start, kind, false);
    for (const [start, , kind] of found.raised) this.mark(lineAt(transcript.lines, start), start, kind, true);
    const place = document.getElementById("harm-count");
    if (place && found.words.length) {
      place.textContent = say("harm_found", { n: found.words.length });
      place.closest<HTMLElement>("[hidden]")?.removeAttribute("hidden");
    }
  }

  private mark(index: number, at: number, kind: string, isRaised: boolean): void {
    if (this.byLine.has(index) && !isRaised) return;
    this.byLine.set(index, kind);
    const item = this.work.transcript.itemOf(index);
    if (!item) return;
    item.querySelector(".harm-sign")?.remove();
    // A sign for the eye and the pointer; the key b and the button for the thumb open the same for everybody else.
    const sign = document.createElement("span");
    sign.setAttribute("role", "img");
    sign.className = `harm-sign${isRaised ? " raised" : ""}`;
    sign.dataset.at = String(at);
    sign.title = say(isRaised ? "harm_raised" : "harm_here");
    sign.setAttribute("aria-label", sign.title);
    sign.append(icon("shield"));
    item.append(sign);
    item.classList.add("harm");
  }

  /** The sentence for a passage whose lines may tell of harm, '' for others. */
  noteOn(span: Span | null): string {
    if (!span) return "";
    const { lines } = this.work.transcript;
    for (let at = lineAt(lines, span.start); at < lines.length && (lines[at]?.start ?? 0) < span.end; at += 1) {
      if (this.byLine.has(at)) return say("harm_here");
    }
    return "";
  }

  /** Jump to the next line that is marked, and choose its sentence. */
  next(): void {
    const { lines } = this.work.transcript;
    const here = lineAt(lines, this.work.passage?.end ?? 0);
    const marked = Array.from(this.byLine.keys()).sort((a, b) => a - b);
    const index = marked.find((one) => one > here) ?? marked[0];
    if (index === undefined) { announce(say("harm_none")); return; }
    const sign = this.work.transcript.itemOf(index)?.querySelector<HTMLElement>(".harm-sign");
    this.work.chooseByKey(sentenceAt(lines, Number(sign?.dataset.at ?? lines[index]?.start ?? 0)));
    announce(say("harm_here"));
  }

  private openAt(offset: number): void {
    this.work.choose(sentenceAt(this.work.transcript.lines, offset));
    this.open();
  }

  open(): void {
    this.passage = this.work.passage;
    if (!this.passage) { announce(say("select_first")); return; }
    if (!(this.dialog instanceof HTMLDialogElement)) return;
    const quote = this.dialog.querySelector(".quoted");
    if (quote) quote.textContent = this.work.quoteOf(this.passage);
    const form = this.dialog.querySelector<HTMLAnchorElement>("a[data-form]");
    if (form) form.search = `?baris=${this.work.transcript.numberOf(this.passage.start)}`;
    this.dialog.showModal();
    const kind = this.byLine.get(lineAt(this.work.transcript.lines, this.passage.start));
    this.dialog.querySelector<HTMLElement>(kind ? `[data-kind=${kind}]` : "[data-kind]")?.focus();
  }

  private close(): void {
    if (this.dialog instanceof HTMLDialogElement) this.dialog.close();
    this.work.transcript.root.focus({ preventScroll: true });
  }

  private async raise(kind: string): Promise<void> {
    const note = this.dialog?.querySelector("textarea");
    if (!this.passage) return;
    try {
      const raised = await this.work.server.raise({ ...this.passage, kind, note: note?.value ?? "" });
      this.mark(lineAt(this.work.transcript.lines, raised.start), raised.start, raised.kind, true);
      if (note) note.value = "";
      this.close();
      this.work.tell(say("raised"));
      announce(say("raised"));
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      const place = this.dialog?.querySelector("[role=alert]");
      if (place) place.textContent = error.message || say("failed");
    }
  }
}
