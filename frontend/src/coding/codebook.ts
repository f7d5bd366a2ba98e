/** The codebook: counts beside the codes, and the quick pick by typing. */
import { plain } from "../catat";
import type { Coding } from "./model";

export interface Code {
  code: string;
  name: string;
  aspect: string;
  words: string;
  button: HTMLButtonElement;
}

interface Findable {
  code: string;
  name: string;
  words?: string;
}

/** How well a part typed fits: 0 begins the code or a word, 1 stands in it, 2 its letters do in their order; null not. */
function fit(text: string, part: string): number | null {
  if (text.split(/[^\p{L}\p{N}-]+/u).some((word) => word.startsWith(part))) return 0;
  if (text.includes(part)) return 1;
  if (part.length < 3) return null;
  let at = -1;
  for (const letter of part) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return null;
  }
  return 2;
}

/**
 * Codes that fit every part typed, in code, name (either language) or aspect; best first, of equals the latest used.
 * `recent` are the codes last given, the latest first. With nothing typed the latest used stand first.
 */
export function found<T extends Findable>(codes: readonly T[], typed: string, recent: readonly string[] = []): T[] {
  const parts = plain(typed).split(/\s+/).filter(Boolean);
  const used = (code: T): number => { const at = recent.indexOf(code.code); return at < 0 ? recent.length : at; };
  const rows: { code: T; fit: number; place: number }[] = [];
  codes.forEach((code, place) => {
    const own = plain(`${code.code} ${code.name}`);
    const all = `${own} ${plain(code.words ?? "")}`;
    let sum = 0;
    for (const part of parts) {
      const here = fit(own, part) ?? (fit(all, part) === null ? null : 3);
      if (here === null) return;
      sum += here;
    }
    const begins = parts.length && !own.startsWith(parts[0] ?? "") && !plain(code.name).startsWith(parts[0] ?? "") ? 0.5 : 0;
    rows.push({ code, fit: sum + begins, place });
  });
  return rows.sort((a, b) => a.fit - b.fit || used(a.code) - used(b.code) || a.place - b.place).map((row) => row.code);
}

const isLacking = (coding: Coding): boolean => coding.polarity === "lacking" || coding.polarity === "harmful";
const isThere = (coding: Coding): boolean => coding.polarity === "given" || coding.polarity === "received";

export class Codebook {
  readonly codes: Code[];
  private readonly byCode = new Map<string, Code>();
  private readonly recent: string[] = [];
  private readonly latest = document.getElementById("latest");
  private readonly vivo = document.getElementById("vivo");
  private readonly printed = new Map<HTMLElement, number>();
  private printedAt: { place: HTMLElement; column: string; key: string }[] = [];
  private readonly wasOpen = new Map<HTMLDetailsElement, boolean>();
  private current: string | null = null;
  private isFiltered = false;
  private pick: Code | null = null;

  constructor(private readonly root: HTMLElement, private readonly quick: HTMLInputElement | null, codings: Iterable<Coding>, private readonly onPick: (code: string) => void, private readonly onLeave: () => void, private readonly onName: (name: string) => void = () => undefined) {
    this.codes = Array.from(root.querySelectorAll<HTMLButtonElement>("button[data-code]"), (button) => ({
      code: button.dataset.code ?? "",
      name: button.dataset.name ?? button.textContent?.trim() ?? "",
      aspect: button.dataset.aspect ?? "",
      words: button.dataset.words ?? "",
      button,
    }));
    for (const code of this.codes) this.byCode.set(code.code, code);
    // What the server printed may count more than this source; an empty place counts nothing else.
    for (const [place, count] of this.tally(codings)) {
      const printed = parseInt(place.textContent ?? "", 10);
      this.printed.set(place, Number.isNaN(printed) ? 0 : printed - count);
    }
    root.addEventListener("click", (event) => {
      const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-code]");
      if (button) this.choose(button.dataset.code ?? "");
      else if ((event.target as HTMLElement).closest("#vivo")) this.name();
    });
    // The words stay selected while a code is clicked.
    root.addEventListener("mousedown", (event) => { if ((event.target as HTMLElement).closest("button[data-code], #vivo")) event.preventDefault(); });
    this.watchQuick();
  }

  private choose(code: string): void {
    this.onPick(code);
  }

  /** Make a code named by what was typed, or by the words selected. */
  private name(): void {
    const name = this.quick?.value ?? "";
    this.close();
    this.onLeave();
    this.onName(name);
  }

  /** Remember a code as the latest given, for the quick pick and the row of latest codes. */
  use(code: string): void {
    const at = this.recent.indexOf(code);
    if (at >= 0) this.recent.splice(at, 1);
    this.recent.unshift(code);
    this.recent.length = Math.min(this.recent.length, 30);
    const buttons = this.recent.slice(0, 5).map((one) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "pill";
      button.dataset.code = one;
      button.title = this.get(one)?.name ?? "";
      button.textContent = one;
      return button;
    });
    this.latest?.replaceChildren(...buttons);
    this.latest?.toggleAttribute("hidden", !buttons.length);
  }

  private watchQuick(): void {
    this.quick?.addEventListener("input", () => this.filter(this.quick?.value ?? ""));
    this.quick?.addEventListener("keydown", (event) => {
      const shown = found(this.codes, this.quick?.value ?? "", this.recent);
      const at = this.pick ? shown.indexOf(this.pick) : -1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        this.mark(shown[(at + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length] ?? null);
      } else if (event.key === "Enter") {
        event.preventDefault();
        const chosen = this.pick;
        if (!chosen) { if (this.quick?.value.trim() && this.vivo) this.name(); return; }
        this.close();
        this.onLeave();
        this.choose(chosen.code);
      } else if (event.key === "Escape") {
        this.close();
        this.onLeave();
      }
    });
    this.quick?.addEventListener("focus", () => this.mark(found(this.codes, this.quick?.value ?? "", this.recent)[0] ?? null));
  }

  private close(): void {
    if (this.quick) this.quick.value = "";
    this.filter("");
  }

  filter(typed: string): void {
    const best = found(this.codes, typed, this.recent);
    const shown = new Set(best);
    if (this.vivo) this.vivo.hidden = !typed.trim();
    const named = this.vivo?.querySelector("b");
    if (named) named.textContent = typed.trim();
    for (const code of this.codes) code.button.closest<HTMLElement>("li")?.toggleAttribute("hidden", !shown.has(code));
    for (const group of this.root.querySelectorAll<HTMLDetailsElement>("details")) {
      if (typed && !this.isFiltered) this.wasOpen.set(group, group.open);
      if (!typed && this.isFiltered) group.open = this.wasOpen.get(group) ?? group.open;
      const has = Array.from(group.querySelectorAll<HTMLElement>("li")).some((item) => !item.hidden);
      group.hidden = !has;
      if (typed && has) group.open = true;
    }
    this.isFiltered = typed !== "";
    this.mark(typed ? (best[0] ?? null) : null);
  }

  private mark(code: Code | null): void {
    this.pick?.button.classList.remove("pick");
    this.pick = code;
    code?.button.classList.add("pick");
    code?.button.scrollIntoView({ block: "nearest" });
  }

  get(code: string): Code | undefined {
    return this.byCode.get(code);
  }

  /** Show which code the chosen coding has, and open its aspect. */
  setCurrent(code: string | null): void {
    if (code === this.current) return;
    if (this.current !== null) this.get(this.current)?.button.removeAttribute("aria-current");
    this.current = code;
    const button = code === null ? undefined : this.get(code)?.button;
    button?.setAttribute("aria-current", "true");
    const group = button?.closest("details");
    if (group && !group.open) group.open = true;
  }

  private tally(codings: Iterable<Coding>): Map<HTMLElement, number> {
    const there = new Map<string, number>();
    const short = new Map<string, number>();
    const total = new Map<string, number>();
    const more = (map: Map<string, number>, key: string): void => { map.set(key, (map.get(key) ?? 0) + 1); };
    for (const coding of codings) {
      more(total, coding.aspect);
      if (isThere(coding)) more(there, coding.code);
      else if (isLacking(coding)) more(short, coding.code);
    }
    const counts = new Map<HTMLElement, number>();
    for (const { place, column, key } of this.places()) counts.set(place, (column === "there" ? there : column === "short" ? short : total).get(key) ?? 0);
    return counts;
  }

  /** Where counts are printed; looked for again only when codes were added. */
  private places(): { place: HTMLElement; column: string; key: string }[] {
    if (this.printedAt.length) return this.printedAt;
    for (const code of this.codes) {
      for (const column of ["there", "short"]) {
        const place = code.button.querySelector<HTMLElement>(`.${column}`);
        if (place) this.printedAt.push({ place, column, key: code.code });
      }
    }
    for (const place of this.root.querySelectorAll<HTMLElement>("[data-total]")) this.printedAt.push({ place, column: "total", key: place.dataset.total ?? "" });
    return this.printedAt;
  }

  /** Add a code made just now, after the others of its aspect; under "Without an aspect" there may be no group yet. */
  add(code: string, name: string, aspect: string): void {
    if (this.byCode.has(code)) return;
    const group = this.root.querySelector(`[data-total="${aspect}"]`)?.closest("details")?.querySelector("ul") ?? this.root.querySelector("#new-codes");
    const like = this.codes[0]?.button.closest("li");
    if (!group || !like) return;
    const item = like.cloneNode(true) as HTMLElement;
    const button = item.querySelector("button") as HTMLButtonElement;
    Object.assign(button.dataset, { code, name, aspect, words: "" });
    button.removeAttribute("aria-current");
    button.classList.remove("pick");
    for (const part of button.querySelectorAll("span")) part.textContent = part.classList.contains("grow") ? name : "";
    group.closest("section")?.removeAttribute("hidden");
    group.append(item);
    const made = { code, name, aspect, words: "", button };
    this.codes.push(made);
    this.byCode.set(code, made);
    this.printedAt = [];
  }

  /** Keep the printed counts right as codings come and go. */
  count(codings: Iterable<Coding>): void {
    for (const [place, count] of this.tally(codings)) {
      const text = String((this.printed.get(place) ?? 0) + count || "");
      if (place.textContent !== text) place.textContent = text;
    }
  }
}
