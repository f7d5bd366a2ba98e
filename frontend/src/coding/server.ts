/** Talks to the server: one deed after the other, so that undo meets them in order. */
import type { Coding } from "./model";

export class Failed extends Error {}

export class Server {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly codingsUrl: string, private readonly createUrl: string, private readonly csrf: string) {}

  create(fields: Pick<Coding, "start" | "end" | "code" | "polarity" | "giver">): Promise<Coding> {
    return this.send(this.createUrl, fields);
  }

  change(id: string, fields: Partial<Pick<Coding, "code" | "polarity" | "giver" | "memo">>): Promise<Coding> {
    return this.send(this.urlOf(id), { action: "change", ...fields });
  }

  remove(id: string): Promise<Coding> {
    return this.send(this.urlOf(id), { action: "delete" });
  }

  restore(id: string): Promise<Coding> {
    return this.send(this.urlOf(id), { action: "restore" });
  }

  private urlOf(id: string): string {
    return `${this.codingsUrl.replace(/\/$/, "")}/${id}/`;
  }

  private send(url: string, body: object): Promise<Coding> {
    const answer = this.last.then(() => this.post(url, body));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  private async post(url: string, body: object): Promise<Coding> {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.csrf };
    let response: Response;
    try {
      response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body), credentials: "same-origin" });
    } catch {
      throw new Failed("");
    }
    const answer = (await response.json().catch(() => ({}))) as Coding & { error?: string };
    if (!response.ok) throw new Failed(answer.error ?? "");
    return answer;
  }
}
