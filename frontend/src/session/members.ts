/** What the lists show of each member: light, attendance, faces, what was told back; and the counts above them. */
import { copy, type Room } from "./room";

const put = (place: Element | null, node: Node): void => place?.replaceChildren(node);

function face(value: unknown): Node {
  return copy(typeof value === "number" ? `face-${value}` : "no-face");
}

export class Members {
  private readonly statuses = new Map<string, string>();
  private readonly results = new Map<string, string>();

  constructor(private readonly room: Room) {
    for (const input of document.querySelectorAll<HTMLInputElement>("input[name$=':attendance']")) this.statuses.set(input.value, input.nextElementSibling?.textContent ?? "");
    for (const input of document.querySelectorAll<HTMLInputElement>("input[name*=':teach.']")) this.results.set(input.value, input.nextElementSibling?.textContent ?? "");
  }

  show(): void {
    const lights: Record<string, number> = { green: 0, yellow: 0, red: 0 };
    for (const { id } of this.room.data.members) {
      const light = this.room.light(id);
      if (light) lights[light] = (lights[light] ?? 0) + 1;
      this.showMember(id, light);
    }
    for (const [light, n] of Object.entries(lights)) this.write(`n-${light}`, String(n));
    const there = this.room.say("there", { n: this.room.there.length, all: this.room.data.members.length });
    this.write("n-there", there);
    this.write("thumb-there", there);
    const isKnown = this.room.data.members.every(({ id }) => this.room.get(id, "attendance"));
    const planB = this.room.get("", "plan_b") === true;
    document.getElementById("plan-b")?.toggleAttribute("hidden", !(planB || (isKnown && this.room.there.length < 4)));
  }

  private showMember(id: string, light: string): void {
    const status = String(this.room.get(id, "attendance") ?? "");
    for (const item of document.querySelectorAll<HTMLElement>(`[data-member="${id}"]`)) {
      put(item.querySelector("[data-show=light]"), copy(light ? `light-${light}` : "no-light"));
      for (const key of ["mood_before", "mood_after"]) put(item.querySelector(`[data-show=${key}]`), face(this.room.get(id, key)));
      const words = item.querySelector("[data-show=status]");
      if (words) words.textContent = light === "red" && !this.room.isThere(id) ? this.room.say("with_nurse") : (this.statuses.get(status) ?? this.room.say("not_yet"));
      for (const input of item.querySelectorAll<HTMLInputElement>("input[value=full], input[value=partial]")) input.disabled = light === "red" && !input.checked;
      this.showReason(item, light);
      this.showPartner(item, id);
      this.showCard(item, id);
    }
    for (const item of document.querySelectorAll<HTMLElement>(`[data-there="${id}"], [data-pair="${id}"]`)) {
      item.hidden = !this.room.isThere(id);
      const told = item.querySelector<HTMLElement>("[data-result]");
      if (told) told.textContent = this.results.get(String(this.room.get(id, `teach.${told.dataset.result}`) ?? "")) ?? "";
    }
  }

  private showReason(item: HTMLElement, light: string): void {
    const reason = item.querySelector<HTMLElement>("[data-show=means]");
    if (!reason) return;
    reason.hidden = light !== "yellow" && light !== "red";
    reason.classList.toggle("stop", light === "red");
    reason.textContent = this.room.data.means[light] ?? "";
  }

  private showPartner(item: HTMLElement, id: string): void {
    const line = item.querySelector<HTMLElement>("[data-show=partner]");
    if (!line) return;
    const partner = this.room.get(id, "partner");
    line.hidden = !partner;
    const name = line.querySelector("span");
    if (name) name.textContent = this.room.name(String(partner ?? ""));
  }

  private showCard(item: HTMLElement, id: string): void {
    const place = item.querySelector<HTMLElement>("[data-show=card]");
    if (!place) return;
    const answers = this.room.store.state.under(id, "ans.CARD-4.").map((code) => this.room.get(id, `ans.CARD-4.${code}`));
    const isLow = answers.some((answer) => typeof answer === "number" && answer <= 1);
    place.className = `s14 ${isLow ? "warn-text" : "soft"}`;
    place.textContent = !answers.length ? "" : isLow ? this.room.say("ask_why") : this.room.say("answered");
  }

  private write(id: string, text: string): void {
    const place = document.getElementById(id);
    if (place && place.textContent !== text) place.textContent = text;
  }
}
