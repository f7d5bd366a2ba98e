/**
 * What was done and how to take it back, as plain values: ids, places and marks, never words of a text or a note.
 *
 * They are kept for this tab and person in the session store, so that they outlive a reload and end with the tab; the
 * server keeps every coding anyway, deleted ones too. A change of a note lives in memory only: its words stay out.
 */
import type { Coding } from "./model";

export type Fields = Partial<Pick<Coding, "code" | "polarity" | "giver" | "memo" | "start" | "end">>;

export type Deed =
  | { kind: "add"; id: string }
  | { kind: "remove"; id: string }
  | { kind: "change"; id: string; before: Fields; after: Fields }
  | { kind: "merge"; id: string; before: Fields; others: string[] };

/** What a history asks to be done; every call resolves when the server has done it. */
export interface Doer {
  drop(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  set(id: string, fields: Fields): Promise<void>;
  join(id: string, others: string[]): Promise<void>;
}

interface Kept {
  done: Deed[];
  undone: Deed[];
}

const isWordless = (deed: Deed): boolean => deed.kind !== "change" || !("memo" in deed.before);

export class History {
  private done: Deed[] = [];
  private undone: Deed[] = [];

  constructor(private readonly doer: Doer, private readonly name = "", private readonly store: Pick<Storage, "getItem" | "setItem"> | null = null) {
    try {
      const kept = JSON.parse(this.store?.getItem(name) ?? "{}") as Partial<Kept>;
      this.done = kept.done ?? [];
      this.undone = kept.undone ?? [];
    } catch {
      this.done = [];
    }
  }

  get isEmpty(): boolean {
    return !this.done.length;
  }

  get hasUndone(): boolean {
    return this.undone.length > 0;
  }

  add(deed: Deed): void {
    this.done.push(deed);
    this.undone = [];
    this.keep();
  }

  /** Take the last deed back; null where there is none. A deed that fails stays, unless its coding is gone for good. */
  async undo(): Promise<Deed | null> {
    return this.walk(this.done, this.undone, (deed) => this.reverse(deed));
  }

  async redo(): Promise<Deed | null> {
    return this.walk(this.undone, this.done, (deed) => this.repeat(deed));
  }

  private async walk(from: Deed[], to: Deed[], act: (deed: Deed) => Promise<void>): Promise<Deed | null> {
    const deed = from[from.length - 1];
    if (!deed) return null;
    try {
      await act(deed);
    } catch (error) {
      if ((error as { status?: number }).status === 404) { from.pop(); this.keep(); }
      throw error;
    }
    from.pop();
    to.push(deed);
    this.keep();
    return deed;
  }

  private async reverse(deed: Deed): Promise<void> {
    if (deed.kind === "add") return this.doer.drop(deed.id);
    if (deed.kind === "remove") return this.doer.restore(deed.id);
    await this.doer.set(deed.id, deed.before);
    if (deed.kind === "merge") for (const id of deed.others) await this.doer.restore(id);
  }

  private async repeat(deed: Deed): Promise<void> {
    if (deed.kind === "add") return this.doer.restore(deed.id);
    if (deed.kind === "remove") return this.doer.drop(deed.id);
    if (deed.kind === "merge") return this.doer.join(deed.id, deed.others);
    await this.doer.set(deed.id, deed.after);
  }

  private keep(): void {
    const kept: Kept = { done: this.done.filter(isWordless), undone: this.undone.filter(isWordless) };
    for (let tries = 0; tries < 8; tries += 1) {
      try {
        this.store?.setItem(this.name, JSON.stringify(kept));
        return;
      } catch {
        // The store is full: the oldest half can be taken back until the page is left.
        kept.done = kept.done.slice(Math.ceil(kept.done.length / 2));
      }
    }
  }
}
