/** Incidents: the form of the page becomes a tap; what was recorded can be taken back until the session is saved. */
import { button, make, type Room } from "./room";
import { newId } from "./store";

interface Told { kind: string; severity: number; behaviour: string; member: string }

export class Incidents {
  constructor(private readonly room: Room, private readonly form: HTMLFormElement) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.keep();
    });
  }

  private keep(): void {
    if (!this.form.reportValidity()) return;
    const given = new FormData(this.form);
    const text = (name: string): string => String(given.get(name) ?? "");
    const told = Object.fromEntries(["kind", "member", "antecedent", "behaviour", "consequence", "action", "reported_to"].map((name) => [name, text(name)]));
    this.room.tap("", `incident.${newId().replace(/-/g, "").slice(0, 12)}`, { ...told, severity: Number(text("severity")), injured: given.has("injured") });
    this.form.reset();
    this.form.closest("details")?.removeAttribute("open");
  }

  show(): void {
    const list = document.getElementById("incidents");
    if (!list) return;
    const rows = this.room.store.state.under("", "incident.").map((code) => {
      const told = this.room.get("", `incident.${code}`) as unknown as Told;
      const parts = [this.room.data.incidents[told.kind] ?? "", this.room.say("severity", { n: told.severity }), this.room.name(told.member), told.behaviour];
      const away = button("link-btn", () => this.room.tap("", `incident.${code}`, null), this.room.say("remove"));
      return make("li", "row between", make("span", "grow", parts.filter(Boolean).join(" · ")), away);
    });
    list.replaceChildren(...rows);
  }
}
