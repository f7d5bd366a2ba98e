/**
 * The line to the server: sends what waits, asks for what the other phone tapped, tries again when the net is gone.
 * What waits lives in this page only, never in the browser's storage: it would lie there readable.
 */
import type { Store, Tap } from "./store";

const EVERY = 2500;
const LONGEST = 10_000;
const AT_ONCE = 200;

interface Answer {
  taps: Tap[];
  refused: { id: string; error: string }[];
  state: string;
  saved_by: string;
  now: number;
}

export interface Heard {
  changed(): void;
  sent(waiting: number, isReached: boolean): void;
  refused(sentence: string): void;
  closed(state: string, by: string): void;
  signedOut(): void;
}

export class Line {
  /** How far the server's clock is ahead of this one, in milliseconds. */
  ahead = 0;
  private timer = 0;
  private isBusy = false;
  private misses = 0;
  private isClosed = false;
  private isCareful = false;

  constructor(private readonly url: string, private readonly csrf: string, private readonly store: Store, private readonly heard: Heard) {
    window.addEventListener("online", () => void this.exchange());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) void this.exchange(); });
    window.addEventListener("beforeunload", (event) => { if (this.store.waiting.length) event.preventDefault(); });
    this.wait(EVERY);
  }

  push(tap: Tap): void {
    this.store.add(tap);
    this.heard.changed();
    this.heard.sent(this.store.waiting.length, !this.misses);
    if (!this.misses) this.wait(40);
  }

  /** Resolves when nothing waits any more, or false when the server cannot be reached. */
  async settled(): Promise<boolean> {
    for (let tries = 0; tries < 40 && this.store.waiting.length; tries += 1) {
      await this.exchange();
      if (this.misses) return false;
      if (this.store.waiting.length) await new Promise((done) => setTimeout(done, 100));
    }
    return !this.store.waiting.length;
  }

  /** Ask at once, for what was done beside the taps. */
  async now(): Promise<void> {
    while (this.isBusy) await new Promise((done) => setTimeout(done, 50));
    await this.exchange();
  }

  /** The page goes away: what still waits is sent after it; sent twice, it is kept once. */
  leave(): void {
    if (!this.store.waiting.length || this.isClosed) return;
    void this.post(this.store.waiting.slice(0, AT_ONCE), true);
  }

  private post(taps: Tap[], keepalive = false): Promise<Response | null> {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.csrf };
    const body = JSON.stringify({ after: this.store.after, taps });
    return fetch(this.url, { method: "POST", headers, body, credentials: "same-origin", keepalive }).catch(() => null);
  }

  private wait(milliseconds: number): void {
    clearTimeout(this.timer);
    if (!this.isClosed) this.timer = window.setTimeout(() => void this.exchange(), milliseconds);
  }

  private async exchange(): Promise<void> {
    if (this.isBusy || this.isClosed || (document.hidden && !this.store.waiting.length)) return this.wait(EVERY);
    this.isBusy = true;
    const taps = this.store.waiting.slice(0, this.isCareful ? 1 : AT_ONCE);
    const isReached = await this.ask(taps);
    this.isBusy = false;
    this.misses = isReached ? 0 : this.misses + 1;
    this.heard.sent(this.store.waiting.length, isReached);
    this.wait(this.misses ? Math.min(LONGEST, 500 * 2 ** this.misses) : this.store.waiting.length ? 40 : EVERY);
  }

  private async ask(taps: Tap[]): Promise<boolean> {
    const response = await this.post(taps);
    if (!response) return false;
    const answer = (await response.json().catch(() => null)) as (Answer & { error?: string }) | null;
    if (!answer) {
      if (response.redirected || response.status === 403) this.heard.signedOut();
      return false;
    }
    if (!response.ok) return this.turnedDown(taps, answer.error ?? "");
    this.take(taps, answer);
    return true;
  }

  /** One tap the server cannot take must not hold up the others: from now on one at a time until it is found. */
  private turnedDown(taps: Tap[], why: string): boolean {
    if (taps.length > 1) {
      this.isCareful = true;
      return true;
    }
    this.isCareful = false;
    if (taps.length) this.drop(taps, why);
    return Boolean(taps.length);
  }

  private take(taps: Tap[], answer: Answer): void {
    this.ahead = answer.now - Date.now();
    if (answer.state !== "open") {
      this.isClosed = true;
      this.heard.closed(answer.state, answer.saved_by);
      return;
    }
    for (const { id, error } of answer.refused) this.drop(taps.filter((tap) => tap.id === id), error);
    const sent = new Set(taps.map((tap) => tap.id));
    const isNew = this.store.receive(answer.taps);
    if (sent.size) this.store.forget((tap) => sent.has(tap.id));
    if (isNew || sent.size) this.heard.changed();
    if (this.isCareful && !this.store.waiting.length) this.isCareful = false;
  }

  private drop(taps: Tap[], why: string): void {
    const gone = new Set(taps.map((tap) => tap.id));
    this.store.forget((tap) => gone.has(tap.id));
    this.heard.refused(why);
    this.heard.changed();
  }
}
