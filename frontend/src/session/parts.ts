/** The parts of a session, one at a time; the strip above shows about which minute it is. */
import type { Room } from "./room";

export class Parts {
  private readonly parts = Array.from(document.querySelectorAll<HTMLElement>(".part[data-next]"));
  private readonly links = Array.from(document.querySelectorAll<HTMLAnchorElement>(".session-steps a"));

  constructor(private readonly room: Room, private readonly leave: () => Promise<void>) {
    this.room.root.classList.add("scripted");
    window.addEventListener("hashchange", () => this.show(true));
    this.onward?.addEventListener("click", (event) => {
      event.preventDefault();
      const next = this.current?.dataset.next;
      if (next) location.hash = next;
      else void this.leave();
    });
    document.getElementById("thumb")?.removeAttribute("hidden");
    this.show(false);
  }

  private get onward(): HTMLElement | null {
    return document.getElementById("onward");
  }

  private get current(): HTMLElement | undefined {
    return this.parts.find((part) => part.id === location.hash.slice(1)) ?? this.parts[0];
  }

  private show(isMoved: boolean): void {
    const current = this.current;
    if (!current) return;
    for (const part of document.querySelectorAll<HTMLElement>(".part")) part.hidden = part !== current && part.dataset.with !== current.id;
    for (const link of this.links) {
      const isHere = link.hash === `#${current.id}`;
      if (isHere) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
      if (isHere) link.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    const next = this.links.find((link) => link.hash === `#${current.dataset.next}`);
    if (this.onward) this.onward.textContent = next ? this.room.say("next", { name: (next.textContent ?? "").toLowerCase() }) : this.room.say("check");
    this.strip(current.id);
    if (isMoved) window.scrollTo(0, 0);
  }

  private strip(section: string): void {
    const pieces = Array.from(document.querySelectorAll<SVGRectElement>(".stretches rect"));
    const here = pieces.filter((piece) => piece.dataset.section === section);
    const start = (piece: SVGRectElement): number => Number(piece.getAttribute("x"));
    const end = (piece: SVGRectElement): number => start(piece) + Number(piece.getAttribute("width"));
    const all = Math.max(0, ...pieces.map(end));
    const from = here.length ? Math.min(...here.map(start)) : all;
    for (const piece of pieces) piece.setAttribute("class", here.includes(piece) ? "here" : start(piece) < from ? "done" : "");
    const name = document.getElementById("here-name");
    const minutes = document.getElementById("here-minutes");
    const link = this.links.find((one) => one.hash === `#${section}`);
    if (name) name.textContent = here.length ? here.map((piece) => piece.dataset.label).join(", ") : (link?.textContent ?? "");
    if (minutes) minutes.textContent = here.length ? this.room.say("minute", { from, to: Math.max(...here.map(end)), all }) : "";
  }
}
