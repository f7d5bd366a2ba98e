/** What is done to codings: given, changed, merged, deleted, taken back. Each deed is saved at once. */
import type { Coding } from "./model";
import { Failed } from "./server";
import { type Deed, type Fields, History } from "./undo";
import { announce, say } from "./words";
import type { Workspace } from "./workspace";

function sessionStore(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

export class Deeds {
  readonly history: History;
  /** The direction of the next coding. */
  polarity = "given";
  private lastCode = "";
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly work: Workspace, me: string) {
    const place = work.transcript.root.dataset.createUrl ?? "";
    const doer = {
      drop: (id: string): Promise<void> => this.drop(id),
      restore: (id: string): Promise<void> => this.bringBack(id),
      set: async (id: string, fields: Fields): Promise<void> => this.take(await this.work.server.change(id, fields)),
      join: (id: string, others: string[]): Promise<void> => this.join(id, others),
    };
    this.history = new History(doer, `laras-undo:${me}:${place}`, sessionStore());
  }

  /** Code the selected words; where a coding is chosen instead, give it this code. */
  async apply(code: string): Promise<void> {
    const { span, current, server } = this.work;
    if (!span) {
      if (current?.mine) await this.change({ code });
      else announce(say("select_first"));
      return;
    }
    this.lastCode = code;
    const giver = this.work.inspector.giver?.value ?? "worker";
    await this.attempt(async () => this.added(await server.create({ ...span, code, polarity: this.polarity, giver })));
  }

  async repeat(): Promise<void> {
    if (this.lastCode) await this.apply(this.lastCode);
    else announce(say("no_last_code"));
  }

  /** Make a code named by the words selected (or `name`) and give it to them. */
  async nameInVivo(name = ""): Promise<void> {
    const { span, server, codebook } = this.work;
    if (!document.getElementById("vivo")) { announce(say("no_new_codes")); return; }
    if (!span) { announce(say("select_first")); return; }
    const giver = this.work.inspector.giver?.value ?? "worker";
    await this.attempt(async () => {
      const coding = await server.createInVivo({ ...span, name, parent: "", polarity: this.polarity, giver });
      codebook.add(coding.code, coding.code_name, coding.aspect);
      this.lastCode = coding.code;
      this.added(coding);
    });
  }

  private added(coding: Coding): void {
    this.take(coding);
    this.work.codebook.use(coding.code);
    this.history.add({ kind: "add", id: coding.id });
    this.work.pick(coding.id);
    announce(say("added", { code: coding.code, polarity: say(coding.polarity) }));
  }

  async setPolarity(polarity: string): Promise<void> {
    if (this.work.current?.mine) { await this.change({ polarity }); return; }
    this.polarity = polarity;
    this.work.refreshChoice();
    announce(say("next_polarity", { polarity: say(polarity) }));
  }

  /** Give the next giver of the list to the chosen coding, or to the next one. */
  async nextGiver(): Promise<void> {
    const select = this.work.inspector.giver;
    if (!select?.options.length) return;
    select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
    announce(select.selectedOptions[0]?.textContent ?? "");
    if (this.work.current?.mine) await this.change({ giver: select.value });
  }

  async change(fields: Fields): Promise<void> {
    const before = this.work.current;
    if (!before?.mine) return;
    const keys = Object.keys(fields) as (keyof Fields)[];
    if (keys.every((key) => before[key] === fields[key])) return;
    const old = Object.fromEntries(keys.map((key) => [key, before[key]])) as Fields;
    await this.attempt(async () => {
      this.take(await this.work.server.change(before.id, fields));
      if (fields.code) this.work.codebook.use(fields.code);
      this.history.add({ kind: "change", id: before.id, before: old, after: fields });
      const now = this.work.codings.get(before.id) ?? before;
      announce(say("changed", { code: now.code, polarity: say(now.polarity) }));
    });
  }

  async remove(): Promise<void> {
    const coding = this.work.current;
    if (!coding?.mine) return;
    await this.attempt(async () => {
      await this.drop(coding.id);
      this.history.add({ kind: "remove", id: coding.id });
      announce(say("removed", { code: coding.code }));
    });
  }

  /** Make one coding of the chosen one and the nearest of one's own with the same code. */
  async merge(): Promise<void> {
    const coding = this.work.current;
    if (!coding?.mine) { announce(say("pick_first")); return; }
    const distance = (one: Coding): number => Math.max(0, one.start - coding.end, coding.start - one.end);
    const same = Array.from(this.work.codings.values()).filter((one) => one.mine && one.code === coding.code && one.id !== coding.id);
    const nearest = same.sort((a, b) => distance(a) - distance(b) || a.start - b.start)[0];
    if (!nearest) { announce(say("nothing_to_merge", { code: coding.code })); return; }
    await this.attempt(async () => {
      await this.join(coding.id, [nearest.id]);
      this.history.add({ kind: "merge", id: coding.id, before: { start: coding.start, end: coding.end }, others: [nearest.id] });
      this.work.pick(coding.id);
      announce(say("merged", { code: coding.code }));
    });
  }

  async stillFits(): Promise<void> {
    const coding = this.work.current;
    if (!coding?.mine || coding.old === null || coding.old === undefined) return;
    await this.attempt(async () => {
      this.take(await this.work.server.stillFits(coding.id));
      announce(say("fits", { code: coding.code }));
    });
  }

  async undo(): Promise<void> {
    await this.walk(() => this.history.undo(), "nothing_to_undo", "undone");
  }

  async redo(): Promise<void> {
    await this.walk(() => this.history.redo(), "nothing_to_redo", "redone");
  }

  private async walk(step: () => Promise<Deed | null>, none: string, done: string): Promise<void> {
    await this.attempt(async () => {
      const deed = await step();
      if (!deed) { announce(say(none)); return; }
      if (this.work.codings.has(deed.id)) this.work.pick(deed.id, true);
      announce(say(done));
    });
  }

  private take(coding: Coding): void {
    this.work.codings.set(coding.id, coding);
    this.work.refresh();
  }

  private async drop(id: string): Promise<void> {
    await this.work.server.remove(id);
    this.work.codings.delete(id);
    if (this.work.current?.id === id || this.work.span === null) this.work.pick(null);
    this.work.refresh();
  }

  private async bringBack(id: string): Promise<void> {
    this.take(await this.work.server.restore(id));
  }

  private async join(id: string, others: string[]): Promise<void> {
    const coding = await this.work.server.merge(id, others);
    for (const one of others) this.work.codings.delete(one);
    this.take(coding);
  }

  /** One deed after the other: a key pressed while the last answer is still out must not act on what stood before. */
  private attempt(deed: () => Promise<void>): Promise<void> {
    this.last = this.last.catch(() => undefined).then(() => this.tried(deed));
    return this.last;
  }

  private async tried(deed: () => Promise<void>): Promise<void> {
    this.work.tell(say("saving"));
    try {
      await deed();
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
      this.work.tell(say("saved", { time }));
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      const sentence = error.message || say("failed");
      this.work.tell(sentence);
      announce(sentence);
    }
  }
}
