/** Talks to the server: one deed after the other, so that undo meets them in order. */
import type { Coding, Span } from "./model";
import type { Fields } from "./undo";

export class Failed extends Error {
  constructor(sentence: string, readonly status = 0) {
    super(sentence);
  }
}

type New = Pick<Coding, "start" | "end" | "polarity" | "giver">;

export interface Changes {
  changed: Coding[];
  there: string[];
  until: string;
}

export class Server {
  private last: Promise<unknown> = Promise.resolve();
  private stamp = "";

  constructor(private readonly at: DOMStringMap) {}

  create(fields: New & { code: string }): Promise<Coding> {
    return this.send(this.at.createUrl ?? "", fields);
  }

  createInVivo(fields: New & { name: string; parent: string }): Promise<Coding & { code_name: string }> {
    return this.send(this.at.vivoUrl ?? "", fields);
  }

  change(id: string, fields: Fields): Promise<Coding> {
    return this.send(this.urlOf(id), { action: "change", ...fields });
  }

  remove(id: string): Promise<Coding> {
    return this.send(this.urlOf(id), { action: "delete" });
  }

  restore(id: string): Promise<Coding> {
    return this.send(this.urlOf(id), { action: "restore" });
  }

  stillFits(id: string): Promise<Coding> {
    return this.send(this.urlOf(id), { action: "fits" });
  }

  merge(id: string, others: string[]): Promise<Coding> {
    return this.send(`${this.urlOf(id)}gabung/`, { others });
  }

  raise(fields: Span & { kind: string; note: string }): Promise<Span & { kind: string }> {
    return this.send(this.at.riskUrl ?? "", fields);
  }

  async riskWords(): Promise<{ words: [number, number, string][]; raised: [number, number, string][] }> {
    const response = await fetch(this.at.riskWordsUrl ?? "", { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!response.ok) throw new Failed("", response.status);
    return (await response.json()) as { words: [number, number, string][]; raised: [number, number, string][] };
  }

  /** What others did since then; null where nothing changed, undefined where the server did not answer. */
  async changes(since: string): Promise<Changes | null | undefined> {
    const headers = { Accept: "application/json", ...(this.stamp ? { "If-None-Match": this.stamp } : {}) };
    const response = await fetch(`${this.at.changesUrl ?? ""}?since=${encodeURIComponent(since)}`, { headers, cache: "no-store", credentials: "same-origin" }).catch(() => null);
    if (response?.status === 304) return null;
    if (!response?.ok || !response.headers.get("Content-Type")?.includes("json")) return undefined;
    this.stamp = response.headers.get("ETag") ?? "";
    return (await response.json()) as Changes;
  }

  private urlOf(id: string): string {
    return `${(this.at.codingsUrl ?? "").replace(/\/$/, "")}/${id}/`;
  }

  private send<T>(url: string, body: object): Promise<T> {
    const answer = this.last.then(() => this.post<T>(url, body));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  private async post<T>(url: string, body: object): Promise<T> {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.at.csrf ?? "" };
    let response: Response;
    try {
      response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body), credentials: "same-origin" });
    } catch {
      throw new Failed("");
    }
    const answer = (await response.json().catch(() => ({}))) as T & { error?: string };
    if (!response.ok) throw new Failed(answer.error ?? "", response.status);
    return answer;
  }
}
