/** The observer: participation one item at a time with its anchors, turns by tally, ties by naming. */
import { button, make, type Item, type Room } from "./room";

export class Watching {
  private member = "";
  private item = 0;
  private isCorrecting = false;
  private tie = "choose";
  private drawn = "";

  constructor(private readonly room: Room, private readonly place: HTMLElement) {
    this.show();
  }

  /** Draw anew only what changed: a finger must not lose its button under it. */
  show(): void {
    const there = this.room.there;
    if (!there.some(({ id }) => id === this.member)) this.choose(there[0]?.id ?? "");
    const signature = JSON.stringify([there, this.member, this.item, this.isCorrecting, this.tie, this.values()]);
    if (signature === this.drawn) return;
    this.drawn = signature;
    const focused = (document.activeElement as HTMLElement | null)?.dataset.at;
    if (!there.length) this.place.replaceChildren(make("p", "soft", this.room.say("nobody_there")));
    else this.place.replaceChildren(this.people(), this.participation(), this.turns(), this.ties());
    if (focused) this.place.querySelector<HTMLElement>(`[data-at="${focused}"]`)?.focus({ preventScroll: true });
  }

  private values(): unknown {
    const state = this.room.store.state;
    return this.room.data.members.map(({ id }) => ["spl.", "turn.", "tie.", "medicine"].map((prefix) => state.under(id, prefix).map((rest) => [rest, this.room.get(id, prefix + rest)])));
  }

  private choose(member: string): void {
    this.member = member;
    const first = this.room.data.watch.findIndex((item) => this.rating(member, item) === undefined);
    this.item = first < 0 ? 0 : first;
  }

  private rating(member: string, item: Item): unknown {
    return this.room.get(member, `spl.${item.code}`);
  }

  private people(): HTMLElement {
    const list = make("div", "people");
    list.setAttribute("role", "group");
    for (const { id, name } of this.room.there) {
      const rated = this.room.data.watch.filter((item) => this.rating(id, item) !== undefined).length;
      const chip = button("person", () => { this.choose(id); this.show(); }, make("span", "", name), make("small", "", `${rated}/${this.room.data.watch.length}`));
      chip.setAttribute("aria-pressed", String(id === this.member));
      chip.dataset.at = `person-${id}`;
      list.append(chip);
    }
    return list;
  }

  private participation(): HTMLElement {
    const items = this.room.data.watch;
    const item = items[this.item];
    const card = make("article", "card pad watching");
    card.append(make("h3", "", this.room.say("observe", { name: this.room.name(this.member) })));
    if (!item) return card;
    const of = this.room.say("item_of", { n: this.item + 1, all: items.length });
    card.append(make("p", "row between", make("b", "", item.text), make("span", "soft s14", of)));
    const anchors = make("div", "anchors");
    anchors.setAttribute("role", "radiogroup");
    anchors.setAttribute("aria-label", item.text);
    for (const { value, label } of item.options) anchors.append(this.anchor(item, value, String(value), label));
    anchors.append(this.anchor(item, "na", "–", this.room.say("not_seen")));
    const dots = make("div", "dots");
    items.forEach((one, n) => {
      const dot = button(this.rating(this.member, one) === undefined ? "dot" : "dot done", () => { this.item = n; this.show(); }, String(n + 1));
      dot.setAttribute("aria-current", String(n === this.item));
      dot.setAttribute("aria-label", one.text);
      dot.dataset.at = `dot-${n}`;
      dots.append(dot);
    });
    card.append(anchors, dots, this.medicine());
    return card;
  }

  private anchor(item: Item, value: number | "na", number: string, label: string): HTMLElement {
    const row = button("anchor", () => {
      this.room.tap(this.member, `spl.${item.code}`, this.rating(this.member, item) === value ? null : value);
      if (this.rating(this.member, item) !== undefined && this.item < this.room.data.watch.length - 1) this.item += 1;
      this.show();
    }, make("b", "", number), make("span", "", label));
    row.setAttribute("role", "radio");
    row.setAttribute("aria-checked", String(this.rating(this.member, item) === value));
    row.dataset.at = `anchor-${number}`;
    return row;
  }

  private medicine(): HTMLElement {
    const isOn = this.room.get(this.member, "medicine") === true;
    const chip = button("toggle", () => this.room.tap(this.member, "medicine", !isOn), this.room.say("medicine"));
    chip.setAttribute("aria-pressed", String(isOn));
    chip.dataset.at = "medicine";
    return chip;
  }

  private turns(): HTMLElement {
    const card = make("article", "card pad");
    const fix = button("btn sm quiet", () => { this.isCorrecting = !this.isCorrecting; this.show(); }, this.room.say(this.isCorrecting ? "correct_on" : "correct"));
    fix.setAttribute("aria-pressed", String(this.isCorrecting));
    fix.dataset.at = "correct";
    card.append(make("div", "row between wrap", make("h3", "", this.room.say("turns")), fix));
    for (const { id, name } of this.room.there) {
      const row = make("div", "tally-row");
      for (const [kind, [short, word]] of Object.entries(this.room.data.turns)) {
        const n = Number(this.room.get(id, `turn.${kind}`) ?? 0);
        const one = button("count", () => {
          if (!this.isCorrecting || n > 0) this.room.tap(id, `turn.${kind}`, this.isCorrecting ? -1 : 1);
          this.isCorrecting = false;
          this.show();
        }, make("b", "", String(n)), make("small", "", short));
        one.setAttribute("aria-label", `${name}: ${word}, ${n}`);
        one.dataset.at = `turn-${id}-${kind}`;
        row.append(one);
      }
      card.append(make("p", "label b", name), row);
    }
    return card;
  }

  private ties(): HTMLElement {
    const card = make("article", "card pad");
    card.append(make("h3", "", this.room.say("ties", { name: this.room.name(this.member) })));
    const kinds = make("div", "chips");
    for (const [kind, word] of Object.entries(this.room.data.ties)) {
      const chip = button("toggle", () => { this.tie = kind; this.show(); }, word);
      chip.setAttribute("aria-pressed", String(kind === this.tie));
      chip.dataset.at = `kind-${kind}`;
      kinds.append(chip);
    }
    const others = this.room.there.filter(({ id }) => id !== this.member);
    const key = (id: string): string => `tie.${this.tie}.${id.replace(/-/g, "")}`;
    const chosen = others.filter(({ id }) => this.room.get(this.member, key(id)) === true).length;
    const list = make("div", "chips");
    for (const { id, name } of others) {
      const isOn = this.room.get(this.member, key(id)) === true;
      const chip = button("toggle name", () => this.room.tap(this.member, key(id), !isOn), name);
      chip.setAttribute("aria-pressed", String(isOn));
      chip.disabled = !isOn && this.tie === "choose" && chosen >= this.room.data.most;
      chip.dataset.at = `tie-${id}`;
      list.append(chip);
    }
    card.append(kinds, make("p", "caption", this.tie === "choose" ? this.room.say("at_most", { n: this.room.data.most }) : ""), list);
    return card;
  }
}
