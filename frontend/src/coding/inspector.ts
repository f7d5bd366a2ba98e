/** The panel on the right: what is chosen, its direction, giver and memo. */
import { type Coding, LOOK, isDashed } from "./model";
import { say } from "./words";

const part = <T extends HTMLElement>(id: string): T | null => document.getElementById(id) as T | null;

export interface Shown {
  coding: Coding | null;
  quote: string;
  first: string;
  last: string;
  codeName: string;
  nextPolarity: string;
  /** That the lines may tell of harm, '' where they do not. */
  harm: string;
}

export class Inspector {
  private readonly head = part("ins-head");
  readonly memo = part<HTMLTextAreaElement>("memo");
  readonly giver = part<HTMLSelectElement>("giver");
  private shown: string | null = null;
  private readonly remove = part<HTMLButtonElement>("remove");

  show({ coding, quote, first, last, codeName, nextPolarity, harm }: Shown): void {
    this.set("ins-lines", quote ? say(first === last ? "line" : "lines", { first, last }) : say("nothing"));
    this.set("ins-quote", quote);
    part("ins-quote")?.toggleAttribute("hidden", !quote);
    if (this.head) this.head.className = `${coding ? (LOOK[coding.aspect]?.css ?? "") : ""}${coding && isDashed(coding) ? " dashed" : ""}`;
    this.showCode(coding, codeName);
    this.set("ins-harm-words", harm);
    part("ins-harm")?.toggleAttribute("hidden", !harm);
    const isOld = coding?.old !== null && coding?.old !== undefined;
    part("ins-old")?.toggleAttribute("hidden", !isOld);
    if (isOld) this.set("ins-old-words", coding.old ? say("older", { n: coding.old }) : say("from_another"));
    part("fits")?.toggleAttribute("hidden", !coding?.mine);
    const pressed = coding?.polarity ?? nextPolarity;
    for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-polarity]")) {
      button.setAttribute("aria-pressed", String(button.dataset.polarity === pressed));
    }
    const mayChange = Boolean(coding?.mine);
    if (this.memo) { if (document.activeElement !== this.memo || this.shown !== coding?.id) this.memo.value = coding?.memo ?? ""; this.memo.disabled = !mayChange; }
    if (this.giver && coding) this.giver.value = coding.giver;
    this.shown = coding?.id ?? null;
    this.remove?.toggleAttribute("hidden", !mayChange);
    part("merge")?.toggleAttribute("hidden", !mayChange);
  }

  private showCode(coding: Coding | null, name: string): void {
    const place = part("ins-code");
    if (!place) return;
    place.hidden = !coding;
    if (!coding) return;
    const tile = document.createElement("span");
    tile.className = `let ${LOOK[coding.aspect]?.css ?? ""}`;
    tile.setAttribute("aria-hidden", "true");
    tile.textContent = LOOK[coding.aspect]?.letter ?? "";
    const words = document.createElement("span");
    const title = document.createElement("b");
    title.textContent = `${coding.code} ${name}`;
    words.append(title);
    if (coding.coder) {
      const by = document.createElement("span");
      by.className = "caption";
      by.textContent = coding.coder;
      words.append(document.createElement("br"), by);
    }
    place.replaceChildren(tile, words);
  }

  private set(id: string, text: string): void {
    const place = part(id);
    if (place) place.textContent = text;
  }
}
