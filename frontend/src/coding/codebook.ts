/** The codebook: counts beside the codes, and the quick pick by typing. */
import { plain } from "../catat";
import type { Coding } from "./model";

export interface Code {
  code: string;
  name: string;
  aspect: string;
  button: HTMLButtonElement;
}

/** Codes whose code or name holds every part typed, best first: those whose code or name begins with it. */
export function found<T extends { code: string; name: string }>(codes: readonly T[], typed: string): T[] {
  const parts = plain(typed).split(/\s+/).filter(Boolean);
  const text = (code: T): string => `${plain(code.code)} ${plain(code.name)}`;
  const begins = (code: T): number => (parts.length && (plain(code.code).startsWith(parts[0] ?? "") || plain(code.name).startsWith(parts[0] ?? "")) ? 0 : 1);
  return codes.filter((code) => parts.every((part) => text(code).includes(part))).sort((a, b) => begins(a) - begins(b));
}

const isLacking = (coding: Coding): boolean => coding.polarity === "lacking" || coding.polarity === "harmful";
const isThere = (coding: Coding): boolean => coding.polarity === "given" || coding.polarity === "received";

export class Codebook {
  readonly codes: Code[];
  private readonly printed = new Map<HTMLElement, number>();
  private readonly wasOpen = new Map<HTMLDetailsElement, boolean>();
  private isFiltered = false;
  private pick: Code | null = null;

  constructor(private readonly root: HTMLElement, private readonly quick: HTMLInputElement | null, codings: Iterable<Coding>, onPick: (code: string) => void, onLeave: () => void) {
    this.codes = Array.from(root.querySelectorAll<HTMLButtonElement>("button[data-code]"), (button) => ({
      code: button.dataset.code ?? "",
      name: button.dataset.name ?? button.textContent?.trim() ?? "",
      aspect: button.dataset.aspect ?? "",
      button,
    }));
    // What the server printed may count more than this source; an empty place counts nothing else.
    for (const [place, count] of this.tally(codings)) {
      const printed = parseInt(place.textContent ?? "", 10);
      this.printed.set(place, Number.isNaN(printed) ? 0 : printed - count);
    }
    root.addEventListener("click", (event) => {
      const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-code]");
      if (button) onPick(button.dataset.code ?? "");
    });
    // The words stay selected while a code is clicked.
    root.addEventListener("mousedown", (event) => { if ((event.target as HTMLElement).closest("button[data-code]")) event.preventDefault(); });
    this.watchQuick(onPick, onLeave);
  }

  private watchQuick(onPick: (code: string) => void, onLeave: () => void): void {
    this.quick?.addEventListener("input", () => this.filter(this.quick?.value ?? ""));
    this.quick?.addEventListener("keydown", (event) => {
      const shown = found(this.codes, this.quick?.value ?? "");
      const at = this.pick ? shown.indexOf(this.pick) : -1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        this.mark(shown[(at + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length] ?? null);
      } else if (event.key === "Enter") {
        event.preventDefault();
        const chosen = this.pick;
        this.close();
        onLeave();
        if (chosen) onPick(chosen.code);
      } else if (event.key === "Escape") {
        this.close();
        onLeave();
      }
    });
  }

  private close(): void {
    if (this.quick) this.quick.value = "";
    this.filter("");
  }

  filter(typed: string): void {
    const shown = new Set(found(this.codes, typed));
    for (const code of this.codes) code.button.closest<HTMLElement>("li")?.toggleAttribute("hidden", !shown.has(code));
    for (const group of this.root.querySelectorAll<HTMLDetailsElement>("details")) {
      if (typed && !this.isFiltered) this.wasOpen.set(group, group.open);
      if (!typed && this.isFiltered) group.open = this.wasOpen.get(group) ?? group.open;
      const has = Array.from(group.querySelectorAll<HTMLElement>("li")).some((item) => !item.hidden);
      group.hidden = !has;
      if (typed && has) group.open = true;
    }
    this.isFiltered = typed !== "";
    this.mark(typed ? (found(this.codes, typed)[0] ?? null) : null);
  }

  private mark(code: Code | null): void {
    this.pick?.button.classList.remove("pick");
    this.pick = code;
    code?.button.classList.add("pick");
    code?.button.scrollIntoView({ block: "nearest" });
  }

  get(code: string): Code | undefined {
    return this.codes.find((one) => one.code === code);
  }

  /** Show which code the chosen coding has, and open its aspect. */
  setCurrent(code: string | null): void {
    for (const one of this.codes) {
      const isCurrent = one.code === code;
      if (!isCurrent) { one.button.removeAttribute("aria-current"); continue; }
      one.button.setAttribute("aria-current", "true");
      const group = one.button.closest("details");
      if (group) group.open = true;
    }
  }

  private tally(codings: Iterable<Coding>): Map<HTMLElement, number> {
    const counts = new Map<HTMLElement, number>();
    const all = Array.from(codings);
    for (const code of this.codes) {
      const own = all.filter((coding) => coding.code === code.code);
      const there = code.button.querySelector<HTMLElement>(".there");
      const short = code.button.querySelector<HTMLElement>(".short");
      if (there) counts.set(there, own.filter(isThere).length);
      if (short) counts.set(short, own.filter(isLacking).length);
    }
    for (const total of this.root.querySelectorAll<HTMLElement>("[data-total]")) {
      counts.set(total, all.filter((coding) => coding.aspect === total.dataset.total).length);
    }
    return counts;
  }

  /** Keep the printed counts right as codings come and go. */
  count(codings: Iterable<Coding>): void {
    for (const [place, count] of this.tally(codings)) place.textContent = String((this.printed.get(place) ?? 0) + count || "");
  }
}
