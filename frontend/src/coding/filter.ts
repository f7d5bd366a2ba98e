/** Which codings are shown: by code, aspect, direction, coder and speaker. The choice stands in the address. */
import { type Coding, type Line, lineAt } from "./model";
import { announce, say } from "./words";

/** Name in the address, and what is compared. */
const FIELDS = { kode: "code", aspek: "aspect", arah: "polarity", pengode: "coder", penutur: "speaker" } as const;
type Name = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS) as Name[];
export type Chosen = Partial<Record<Name, string>>;

export function fromAddress(search: string): Chosen {
  const given = new URLSearchParams(search);
  return Object.fromEntries(NAMES.flatMap((name) => (given.get(name) ? [[name, given.get(name) ?? ""]] : [])));
}

export function toAddress(search: string, chosen: Chosen): string {
  const given = new URLSearchParams(search);
  for (const name of NAMES) {
    if (chosen[name]) given.set(name, chosen[name] ?? "");
    else given.delete(name);
  }
  const text = given.toString();
  return text ? `?${text}` : "";
}

/** Who speaks at an offset: the speaker of the turn around it. */
export function speakerAt(lines: readonly Line[], offset: number): string {
  return lines[lineAt(lines, offset)]?.speaker ?? "";
}

export function passes(coding: Coding, chosen: Chosen, lines: readonly Line[]): boolean {
  return NAMES.every((name) => {
    const wanted = chosen[name];
    if (!wanted) return true;
    const field = FIELDS[name];
    return (field === "speaker" ? speakerAt(lines, coding.start) : coding[field]) === wanted;
  });
}

export class Filter {
  private chosen: Chosen;
  private readonly form = document.getElementById("filters");
  private readonly button = document.getElementById("show-filters");

  constructor(private readonly lines: readonly Line[], private readonly onChange: () => void) {
    this.chosen = fromAddress(location.search);
    this.form?.addEventListener("change", () => this.read());
    this.form?.addEventListener("submit", (event) => event.preventDefault());
    document.getElementById("clear-filters")?.addEventListener("click", () => { this.chosen = {}; this.write(); });
    this.button?.addEventListener("click", () => this.open(this.form?.hidden ?? false));
    if (this.isNarrowing) this.open(true, false);
  }

  get isNarrowing(): boolean {
    return NAMES.some((name) => this.chosen[name]);
  }

  shown(codings: Iterable<Coding>): Coding[] {
    const all = Array.from(codings);
    return this.isNarrowing ? all.filter((coding) => passes(coding, this.chosen, this.lines)) : all;
  }

  open(isOpen: boolean, withFocus = true): void {
    if (!this.form) return;
    this.form.hidden = !isOpen;
    this.button?.setAttribute("aria-expanded", String(isOpen));
    if (isOpen && withFocus) this.form.querySelector("select")?.focus();
  }

  toggle(): void {
    this.open(this.form?.hidden ?? false);
  }

  /** Offer what the codings of this source hold; what is chosen stays, also where nothing has it any more. */
  offer(codings: Iterable<Coding>, nameOf: (code: string) => string): void {
    const all = Array.from(codings);
    const codes = Array.from(new Set(all.map((one) => one.code))).sort();
    this.fill("kode", codes.map((code) => [code, `${code} ${nameOf(code)}`.trim()]));
    this.fill("pengode", Array.from(new Set(all.map((one) => one.coder))).sort().map((one) => [one, one]));
    this.fill("penutur", Array.from(new Set(this.lines.map((line) => line.speaker ?? "").filter(Boolean))).map((one) => [one, one]));
    for (const name of NAMES) { const select = this.select(name); if (select) select.value = this.chosen[name] ?? ""; }
  }

  tell(shown: number, all: number): void {
    const place = document.getElementById("filter-count");
    if (place) place.textContent = this.isNarrowing ? say("filtered", { shown, all }) : "";
    this.button?.classList.toggle("on", this.isNarrowing);
  }

  private read(): void {
    this.chosen = Object.fromEntries(NAMES.flatMap((name) => (this.select(name)?.value ? [[name, this.select(name)?.value ?? ""]] : [])));
    this.write();
  }

  private write(): void {
    for (const name of NAMES) { const select = this.select(name); if (select) select.value = this.chosen[name] ?? ""; }
    history.replaceState(null, "", `${location.pathname}${toAddress(location.search, this.chosen)}${location.hash}`);
    this.onChange();
    announce(document.getElementById("filter-count")?.textContent || say("unfiltered"));
  }

  private select(name: Name): HTMLSelectElement | null {
    return this.form?.querySelector<HTMLSelectElement>(`select[name=${name}]`) ?? null;
  }

  private fill(name: Name, choices: [string, string][]): void {
    const select = this.select(name);
    if (!select) return;
    const wanted = this.chosen[name];
    if (wanted && !choices.some(([value]) => value === wanted)) choices.push([wanted, wanted]);
    if (select.options.length === choices.length + 1) return;
    select.replaceChildren(select.options[0] as HTMLOptionElement, ...choices.map(([value, label]) => new Option(label, value)));
  }
}
