/** Joins the parts of the coding workspace: what is chosen, what is done, what is said. */
import { Codebook } from "./codebook";
import { Inspector } from "./inspector";
import { type Coding, type Span, inOrder } from "./model";
import { nextWord, paragraphAt, quoteOf, sentenceAt, trimmed, wordInLine } from "./motion";
import { Failed, Server } from "./server";
import { Transcript } from "./transcript";
import { History } from "./undo";
import { announce, readJson, say } from "./words";

export class Workspace {
  readonly transcript: Transcript;
  readonly codebook: Codebook;
  readonly inspector = new Inspector();
  readonly history = new History();
  private readonly server: Server;
  private readonly codings = new Map<string, Coding>();
  private span: Span | null = null;
  private chosen: string | null = null;
  private polarity = "given";
  private lastCode = "";
  /** Told which passage is selected or chosen now, null for none. */
  onPassage: (passage: Span | null) => void = () => undefined;

  constructor(readonly root: HTMLElement, place: HTMLElement, quick: HTMLInputElement | null) {
    for (const coding of readJson<Coding[]>("codings", [])) this.codings.set(String(coding.id), { ...coding, id: String(coding.id) });
    this.transcript = new Transcript(place, () => this.showRead());
    const { codingsUrl = "", createUrl = "", csrf = "" } = place.dataset;
    this.server = new Server(codingsUrl, createUrl, csrf);
    const codebook = document.getElementById("codebook") ?? document.createElement("div");
    this.codebook = new Codebook(codebook, quick, this.codings.values(), (code) => void this.apply(code), () => this.transcript.root.focus({ preventScroll: true }));
    this.refresh();
  }

  private get current(): Coding | null {
    return this.chosen === null ? null : (this.codings.get(this.chosen) ?? null);
  }

  private refresh(): void {
    const { lines } = this.transcript;
    const coding = this.current;
    this.transcript.show(this.codings.values(), this.chosen);
    const shown = coding ?? this.span;
    this.inspector.show({
      coding,
      quote: shown ? (coding?.quote || quoteOf(lines, shown)) : "",
      first: shown ? this.transcript.numberOf(shown.start) : "",
      last: shown ? this.transcript.numberOf(Math.max(shown.start, shown.end - 1)) : "",
      codeName: coding ? (this.codebook.get(coding.code)?.name ?? "") : "",
      nextPolarity: this.polarity,
    });
    this.codebook.setCurrent(coding?.code ?? null);
    this.onPassage(shown && { start: shown.start, end: shown.end });
    this.root.classList.toggle("selecting", this.span !== null);
  }

  private showRead(): void {
    const share = Math.round(100 * this.transcript.readShare);
    const bar = document.getElementById("read");
    if (bar instanceof HTMLProgressElement) bar.value = share;
    const words = document.getElementById("read-words");
    if (words) words.textContent = say("read", { share: `${share}%` });
  }

  /** The person selected words by mouse, finger or keys; null or an empty span clears. */
  choose(span: Span | null, isShown = false): void {
    const clean = span && trimmed(this.transcript.lines, span);
    this.span = clean && clean.end > clean.start ? clean : null;
    if (this.span) this.chosen = null;
    this.refresh();
    if (!isShown) this.transcript.select(this.span);
  }

  /** A field has taken the focus and with it the selection: keep the chosen words visible, or stop doing so. */
  keepVisible(isKept: boolean): void {
    this.transcript.highlight(isKept && this.span ? this.transcript.rangeOf(this.span) : null);
  }

  /** Choose a coding and say it aloud; `isFar` also brings it into view. */
  pick(id: string | null, isFar = false): void {
    this.chosen = id;
    this.span = null;
    this.transcript.select(null);
    this.refresh();
    const coding = this.current;
    if (!coding) return;
    if (isFar) this.transcript.scrollTo(coding.start);
    const order = inOrder(this.codings.values());
    announce(say("coding", {
      place: order.indexOf(coding) + 1, count: order.length, code: `${coding.code} ${this.codebook.get(coding.code)?.name ?? ""}`.trim(),
      polarity: say(coding.polarity), line: this.transcript.numberOf(coding.start), quote: coding.quote,
    }));
  }

  /** Choose the next of several codings under the pointer. */
  pickOneOf(ids: readonly string[]): void {
    const at = this.chosen === null ? -1 : ids.indexOf(this.chosen);
    this.pick(ids[(at + 1) % ids.length] ?? null);
  }

  step(by: 1 | -1): void {
    const order = inOrder(this.codings.values());
    if (!order.length) { announce(say("no_codings")); return; }
    const current = this.current;
    if (current) {
      const next = order[(order.indexOf(current) + by + order.length) % order.length];
      if (next) this.pick(next.id, true);
      return;
    }
    const from = this.span?.start ?? 0;
    const next = by > 0 ? order.find(({ start }) => start >= from) ?? order[0] : [...order].reverse().find(({ start }) => start < from) ?? order[order.length - 1];
    if (next) this.pick(next.id, true);
  }

  move(direction: 1 | -1, unit: "word" | "line", isExtending: boolean): void {
    const { lines } = this.transcript;
    const here = this.span ?? this.current ?? { start: lines[0]?.start ?? 0, end: lines[0]?.start ?? 0 };
    const edge = isExtending || direction > 0 ? here.end : here.start;
    const word = unit === "word" ? this.wordBeside(here, edge, direction, isExtending) : wordInLine(lines, edge, direction);
    if (!word) return;
    const span = isExtending ? { start: here.start, end: Math.max(here.start + 1, word.end) } : word;
    this.chooseByKey(isExtending && span.end <= here.start + 1 ? here : span);
  }

  private wordBeside(here: Span, edge: number, direction: 1 | -1, isExtending: boolean): Span | null {
    const { lines } = this.transcript;
    if (direction > 0 || !isExtending) return nextWord(lines, edge, direction);
    const last = nextWord(lines, edge, -1);
    const before = last && nextWord(lines, last.start, -1);
    return before && before.end > here.start ? before : null;
  }

  chooseAround(unit: "sentence" | "paragraph"): void {
    const { lines } = this.transcript;
    const at = (this.span ?? this.current)?.start ?? lines[0]?.start ?? 0;
    this.chooseByKey(unit === "sentence" ? sentenceAt(lines, at) : paragraphAt(lines, at));
  }

  private chooseByKey(span: Span): void {
    this.choose(span);
    if (!this.span) return;
    this.transcript.scrollTo(this.span.start);
    announce(say("selected", { quote: quoteOf(this.transcript.lines, this.span) }));
  }

  /** Code the selected words; where a coding is chosen instead, give it this code. */
  async apply(code: string): Promise<void> {
    const span = this.span;
    if (!span) {
      if (this.current?.mine) await this.change({ code });
      else announce(say("select_first"));
      return;
    }
    this.lastCode = code;
    const giver = this.inspector.giver?.value ?? "worker";
    await this.attempt(async () => {
      const coding = await this.server.create({ ...span, code, polarity: this.polarity, giver });
      this.take(coding);
      this.history.add({ undo: () => this.drop(coding.id), redo: () => this.bringBack(coding.id) });
      this.pick(String(coding.id));
      announce(say("added", { code: coding.code, polarity: say(coding.polarity) }));
    });
  }

  async repeat(): Promise<void> {
    if (this.lastCode) await this.apply(this.lastCode);
  }

  async setPolarity(polarity: string): Promise<void> {
    if (this.current?.mine) { await this.change({ polarity }); return; }
    this.polarity = polarity;
    this.refresh();
    announce(say("next_polarity", { polarity: say(polarity) }));
  }

  async change(fields: Partial<Pick<Coding, "code" | "polarity" | "giver" | "memo">>): Promise<void> {
    const before = this.current;
    if (!before?.mine) return;
    const keys = Object.keys(fields) as (keyof typeof fields)[];
    if (keys.every((key) => before[key] === fields[key])) return;
    const old = Object.fromEntries(keys.map((key) => [key, before[key]]));
    const set = async (values: typeof fields): Promise<void> => { this.take(await this.server.change(before.id, values)); this.refresh(); };
    await this.attempt(async () => {
      await set(fields);
      this.history.add({ undo: () => set(old), redo: () => set(fields) });
      const now = this.codings.get(before.id) ?? before;
      announce(say("changed", { code: now.code, polarity: say(now.polarity) }));
    });
  }

  async remove(): Promise<void> {
    const coding = this.current;
    if (!coding?.mine) return;
    await this.attempt(async () => {
      await this.drop(coding.id);
      this.history.add({ undo: () => this.bringBack(coding.id), redo: () => this.drop(coding.id) });
      announce(say("removed", { code: coding.code }));
    });
  }

  async undo(): Promise<void> {
    if (this.history.isEmpty) { announce(say("nothing_to_undo")); return; }
    await this.attempt(async () => {
      await this.history.undo();
      announce(say("undone"));
    });
  }

  async redo(): Promise<void> {
    await this.attempt(async () => { await this.history.redo(); });
  }

  private take(coding: Coding): void {
    this.codings.set(String(coding.id), { ...coding, id: String(coding.id) });
    this.codebook.count(this.codings.values());
  }

  private async drop(id: string): Promise<void> {
    await this.server.remove(id);
    this.codings.delete(String(id));
    if (this.chosen === String(id)) this.chosen = null;
    this.codebook.count(this.codings.values());
    this.refresh();
  }

  private async bringBack(id: string): Promise<void> {
    const coding = await this.server.restore(id);
    this.take(coding);
    this.pick(String(coding.id), true);
    announce(say("restored", { code: coding.code }));
  }

  private async attempt(deed: () => Promise<void>): Promise<void> {
    const place = document.getElementById("saved");
    const tell = (sentence: string): void => { if (place) place.textContent = sentence; };
    tell(say("saving"));
    try {
      await deed();
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
      tell(say("saved", { time }));
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      const sentence = error.message || say("failed");
      tell(sentence);
      announce(sentence);
    }
  }
}
