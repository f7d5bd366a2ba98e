/** What the taps of a session add up to: the same rules as on the server (domain/groupwork/taps). */

export type Value = string | number | boolean | null | Record<string, unknown>;

export interface Tap {
  id: string;
  member: string;
  key: string;
  value: Value;
  at: number;
  seq?: number;
  by?: string;
}

export class State {
  readonly values = new Map<string, Value>();
  readonly at = new Map<string, number>();
  readonly partners = new Map<string, string>();

  get(member: string, key: string): Value | undefined {
    return key === "partner" ? this.partners.get(member) : this.values.get(`${member}|${key}`);
  }

  /** The names under a prefix of the room's keys that are still there. */
  under(member: string, prefix: string): string[] {
    const start = `${member}|${prefix}`;
    return Array.from(this.values.keys()).filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
  }

  apply(tap: Tap): void {
    if (tap.key === "partner") {
      for (const one of [tap.member, tap.value]) {
        const other = typeof one === "string" ? this.partners.get(one) : undefined;
        if (typeof one === "string") this.partners.delete(one);
        if (other) this.partners.delete(other);
      }
      if (typeof tap.value === "string" && tap.value) {
        this.partners.set(tap.member, tap.value);
        this.partners.set(tap.value, tap.member);
      }
      return;
    }
    const name = `${tap.member}|${tap.key}`;
    if (tap.key.startsWith("turn.")) this.values.set(name, Math.max(0, Number(this.values.get(name) ?? 0) + Number(tap.value)));
    else if (tap.value === null) this.values.delete(name);
    else this.values.set(name, tap.value);
    this.at.set(name, tap.at);
  }
}

export function fold(taps: Iterable<Tap>): State {
  const state = new State();
  for (const tap of taps) state.apply(tap);
  return state;
}

/** Everything known: what the server took, in its order, then what still waits on this page. */
export class Store {
  private readonly kept = new Map<number, Tap>();
  private readonly ids = new Set<string>();
  readonly waiting: Tap[] = [];
  after = 0;
  state = new State();

  constructor(taps: readonly Tap[]) {
    this.receive(taps);
  }

  /** A tap of this page: it counts at once, and waits until the server has it. */
  add(tap: Tap): void {
    this.waiting.push(tap);
    this.state.apply(tap);
  }

  /** Taps of the server, own ones among them; returns whether anything changed. */
  receive(taps: readonly Tap[]): boolean {
    let isNew = false;
    for (const tap of taps) {
      if (tap.seq === undefined || this.kept.has(tap.seq)) continue;
      this.kept.set(tap.seq, tap);
      this.ids.add(tap.id);
      this.after = Math.max(this.after, tap.seq);
      isNew = true;
    }
    if (isNew) this.forget((tap) => this.ids.has(tap.id));
    return isNew;
  }

  /** Drop waiting taps (taken by the server, or refused by it) and add up again. */
  forget(done: (tap: Tap) => boolean): void {
    const left = this.waiting.filter((tap) => !done(tap));
    this.waiting.splice(0, this.waiting.length, ...left);
    const order = Array.from(this.kept.keys()).sort((a, b) => a - b);
    this.state = fold([...order.map((seq) => this.kept.get(seq) as Tap), ...this.waiting]);
  }
}

/** A new id, also where the page is not served over https. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
