/** Joins the parts of the coding workspace: what is chosen, what is shown, what is said. What is done is in deeds.ts. */
import { Codebook } from "./codebook";
import { Deeds } from "./deeds";
import { Filter } from "./filter";
import { Inspector } from "./inspector";
import { type Coding, type Packed, type Span, inOrder, unpacked } from "./model";
import { type Unit, nextWord, quoteOf, trimmed, unitAt, widened, withNext, wordInLine } from "./motion";
import { Server } from "./server";
import { Transcript } from "./transcript";
import { announce, readJson, say } from "./words";

const NOTHING: Packed = { codes: [], polarities: [], givers: [], coders: [], me: "", rows: [] };

export class Workspace {
  readonly transcript: Transcript;
  readonly codebook: Codebook;
  readonly inspector = new Inspector();
  readonly server: Server;
  readonly filter: Filter;
  readonly deeds: Deeds;
  readonly codings = new Map<string, Coding>();
  span: Span | null = null;
  private shown: Coding[] = [];
  private chosen: string | null = null;
  private wider: Span[] = [];
  private waiting = 0;
  private isUp = false;
  /** Told which passage is selected or chosen now, null for none. */
  onPassage: (passage: Span | null) => void = () => undefined;
  /** The sentence about harm for a passage. */
  harmOn: (passage: Span | null) => string = () => "";

  constructor(readonly root: HTMLElement, place: HTMLElement, quick: HTMLInputElement | null) {
    const given = readJson<Packed>("codings", NOTHING);
    for (const coding of unpacked(given)) this.codings.set(coding.id, coding);
    this.transcript = new Transcript(place, () => this.showRead());
    this.server = new Server(place.dataset);
    this.deeds = new Deeds(this, given.me);
    const codebook = document.getElementById("codebook") ?? document.createElement("div");
    const leave = (): void => this.transcript.root.focus({ preventScroll: true });
    this.codebook = new Codebook(codebook, quick, this.codings.values(), (code) => void this.deeds.apply(code), leave, (name) => void this.deeds.nameInVivo(name));
    this.filter = new Filter(this.transcript.lines, () => this.refresh());
    this.refresh();
  }

  get current(): Coding | null {
    return this.chosen === null ? null : (this.codings.get(this.chosen) ?? null);
  }

  /** What is selected, or the passage of the coding that is chosen. */
  get passage(): Span | null {
    const shown = this.span ?? this.current;
    return shown && { start: shown.start, end: shown.end };
  }

  quoteOf(span: Span): string {
    return quoteOf(this.transcript.lines, span);
  }

  /** Draw after codings came, went or changed, or the filter did. */
  refresh(): void {
    this.shown = inOrder(this.filter.shown(this.codings.values()));
    this.transcript.show(this.shown, this.chosen);
    this.filter.tell(this.shown.length, this.codings.size);
    this.refreshChoice();
    // Counts and choices are read, not waited for: they follow when the browser is free.
    cancelAnimationFrame(this.waiting);
    this.waiting = requestAnimationFrame(() => {
      this.codebook.count(this.codings.values());
      this.filter.offer(this.codings.values(), (code) => this.codebook.get(code)?.name ?? "");
    });
  }

  /** Draw after another passage or coding was chosen. */
  refreshChoice(): void {
    const coding = this.current;
    this.transcript.mark(this.chosen);
    const shown = coding ?? this.span;
    this.inspector.show({
      coding,
      quote: shown ? (coding?.quote || this.quoteOf(shown)) : "",
      first: shown ? this.transcript.numberOf(shown.start) : "",
      last: shown ? this.transcript.numberOf(Math.max(shown.start, shown.end - 1)) : "",
      codeName: coding ? (this.codebook.get(coding.code)?.name ?? "") : "",
      nextPolarity: this.deeds.polarity,
      harm: this.harmOn(shown),
    });
    this.codebook.setCurrent(coding?.code ?? null);
    this.onPassage(this.passage);
    this.raise(this.span !== null);
  }

  /** Below the desk the codebook rises while words are selected. Its own class: one of an ancestor costs a walk of all lines. */
  private raise(isUp: boolean): void {
    if (isUp === this.isUp) return;
    this.isUp = isUp;
    document.getElementById("codebook")?.classList.toggle("up", isUp);
    document.querySelector(".bar")?.classList.toggle("away", isUp);
  }

  private showRead(): void {
    const share = Math.round(100 * this.transcript.readShare);
    const bar = document.getElementById("read");
    if (bar instanceof HTMLProgressElement && bar.value !== share) {
      bar.value = share;
      const words = document.getElementById("read-words");
      if (words) words.textContent = say("read", { share: `${share}%` });
    }
  }

  /** The person selected words by mouse, finger or keys; null or an empty span clears. */
  choose(span: Span | null, isShown = false): void {
    const clean = span && trimmed(this.transcript.lines, span);
    this.span = clean && clean.end > clean.start ? clean : null;
    if (this.span) this.chosen = null;
    this.refreshChoice();
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
    this.refreshChoice();
    const coding = this.current;
    if (!coding) return;
    if (isFar) this.transcript.scrollTo(coding.start);
    announce(say("coding", {
      place: this.shown.indexOf(coding) + 1, count: this.shown.length, code: `${coding.code} ${this.codebook.get(coding.code)?.name ?? ""}`.trim(),
      polarity: say(coding.polarity), line: this.transcript.numberOf(coding.start), quote: coding.quote || this.quoteOf(coding),
    }));
  }

  /** Choose the next of several codings under the pointer. */
  pickOneOf(ids: readonly string[]): void {
    const at = this.chosen === null ? -1 : ids.indexOf(this.chosen);
    this.pick(ids[(at + 1) % ids.length] ?? null);
  }

  step(by: 1 | -1): void {
    const order = this.shown;
    if (!order.length) { announce(say("no_codings")); return; }
    const current = this.current;
    const at = current ? order.indexOf(current) : -1;
    if (at >= 0) {
      const next = order[(at + by + order.length) % order.length];
      if (next) this.pick(next.id, true);
      return;
    }
    const from = this.passage?.start ?? 0;
    const next = by > 0 ? order.find(({ start }) => start >= from) ?? order[0] : [...order].reverse().find(({ start }) => start < from) ?? order[order.length - 1];
    if (next) this.pick(next.id, true);
  }

  /** Move the chosen word, or (extending) the end of the passage, by a word or a line. */
  move(direction: 1 | -1, unit: "word" | "line", isExtending: boolean): void {
    const { lines } = this.transcript;
    const here = this.passage ?? { start: lines[0]?.start ?? 0, end: lines[0]?.start ?? 0 };
    if (isExtending && unit === "word") {
      this.chooseByKey(withNext(lines, here, "word", direction));
      return;
    }
    const edge = isExtending || direction > 0 ? here.end : here.start;
    const word = unit === "word" ? nextWord(lines, edge, direction) : wordInLine(lines, edge, direction);
    if (!word) return;
    if (!isExtending) this.chooseByKey(word);
    else if (word.end > here.start) this.chooseByKey({ start: here.start, end: word.end });
  }

  /** Move the beginning of the passage by a word. */
  moveStart(direction: 1 | -1): void {
    const { lines } = this.transcript;
    const here = this.passage;
    if (!here) return;
    const word = direction < 0 ? nextWord(lines, here.start, -1) : nextWord(lines, unitAt(lines, here.start, "word").end, 1);
    if (word && word.start < here.end) this.chooseByKey({ start: word.start, end: here.end });
  }

  toEdge(isEnd: boolean): void {
    const { lines } = this.transcript;
    const line = lines.find((one) => one.end >= (this.passage?.start ?? 0));
    const word = line && (isEnd ? nextWord(lines, line.end, -1) : nextWord(lines, line.start, 1));
    if (word) this.chooseByKey(word);
  }

  /** Choose the sentence or paragraph here; where it is chosen already add the next one, or (for -1) leave the last out. */
  chooseAround(unit: Unit, direction: 1 | -1 = 1): void {
    const { lines } = this.transcript;
    const here = this.passage;
    const whole = trimmed(lines, unitAt(lines, here?.start ?? lines[0]?.start ?? 0, unit));
    if (here && this.span && direction < 0) { this.chooseByKey(withNext(lines, here, unit, -1)); return; }
    const isThere = this.span !== null && here !== null && here.start === whole.start && here.end >= whole.end;
    this.chooseByKey(isThere && here ? withNext(lines, here, unit, 1) : whole);
  }

  /** From the word to its sentence to its paragraph, and back the same way. */
  widen(): void {
    const { lines } = this.transcript;
    const here = this.passage ?? unitAt(lines, lines[0]?.start ?? 0, "word");
    const next = widened(lines, here);
    if (next.start === here.start && next.end === here.end) return;
    this.wider.push(here);
    this.chooseByKey(next);
  }

  narrow(): void {
    const before = this.wider.pop();
    if (before) this.chooseByKey(before);
  }

  chooseByKey(span: Span): void {
    this.choose(span);
    if (!this.span) return;
    this.transcript.scrollTo(this.span.start);
    announce(`${say("selected", { quote: this.quoteOf(this.span) })} ${this.harmOn(this.span)}`.trim());
  }

  /** Take in what others did; `there` are all codings of others that may be seen now. */
  takeOthers(changed: readonly Coding[], there: ReadonlySet<string>): void {
    let count = 0;
    for (const coding of this.codings.values()) {
      if (!coding.mine && !there.has(coding.id)) { this.codings.delete(coding.id); count += 1; }
    }
    for (const coding of changed) {
      const before = this.codings.get(coding.id);
      const isSame = before && ["start", "end", "code", "polarity", "giver", "memo"].every((name) => before[name as keyof Coding] === coding[name as keyof Coding]);
      if (isSame) continue;
      this.codings.set(coding.id, coding);
      count += 1;
    }
    if (!count) return;
    if (this.chosen !== null && !this.codings.has(this.chosen)) this.chosen = null;
    this.refresh();
    announce(say("others", { n: count }));
  }

  /** Say beside the name of the source what became of a deed. */
  tell(sentence: string): void {
    const place = document.getElementById("saved");
    if (place) place.textContent = sentence;
  }
}

