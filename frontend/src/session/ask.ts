/** The phone in the member's hand: one question a screen, large faces, and always a way not to answer. */
import { button, copy, make, type Item, type Room } from "./room";

export class Ask {
  private member = "";
  private at = -1;

  constructor(private readonly room: Room, private readonly screen: HTMLDialogElement) {
    screen.addEventListener("cancel", () => this.close());
    for (const hand of document.querySelectorAll<HTMLButtonElement>("[data-hand]")) {
      hand.hidden = false;
      hand.addEventListener("click", () => this.open(hand.dataset.hand ?? ""));
    }
  }

  private open(member: string): void {
    this.member = member;
    this.at = -1;
    this.draw();
    if (!this.screen.open) this.screen.showModal();
  }

  private close(): void {
    this.screen.close();
    document.querySelector<HTMLElement>(`[data-hand="${this.member}"]`)?.focus();
  }

  private draw(): void {
    const questions = this.room.data.questions;
    const name = this.room.name(this.member);
    const question = questions[this.at];
    if (this.at < 0) {
      const begin = button("btn primary wide big", () => this.go(0), this.room.say("begin", { name }));
      this.fill(this.heading(this.room.say("hand_over", { name })), begin, button("btn quiet", () => this.close(), this.room.say("close")));
    } else if (!question) {
      this.fill(this.heading(this.room.say("hand_back", { name })), button("btn primary wide big", () => this.close(), this.room.say("done")));
    } else {
      this.fill(...this.question(question, questions.length));
    }
    this.screen.querySelector<HTMLElement>("h2")?.focus();
  }

  private question(item: Item, all: number): HTMLElement[] {
    const key = item.key ?? "";
    const given = this.room.get(this.member, key);
    const answers = make("div", item.faces ? "big-faces" : "big-words");
    item.options.forEach(({ value, label }, n) => {
      const face = item.faces ? [copy(`face-${n + 1}`)] : [];
      const answer = button("big-answer", () => this.answer(key, value), ...face, make("span", "", label || String(value)));
      answer.setAttribute("aria-pressed", String(given === value));
      answers.append(answer);
    });
    if (item.options.length > 6) answers.classList.add("numbers");
    const none = button("btn quiet wide", () => this.answer(key, "refused"), this.room.say("no_answer"));
    none.setAttribute("aria-pressed", String(given === "refused"));
    const bar = document.createElement("progress");
    bar.max = all;
    bar.value = this.at + 1;
    bar.setAttribute("aria-label", this.room.say("question_of", { n: this.at + 1, all }));
    const foot = make("div", "row between", button("btn quiet", () => this.go(this.at - 1), this.room.say("back")), make("span", "soft s14", `${this.at + 1} / ${all}`));
    return [bar, this.heading(item.text), answers, none, foot];
  }

  private heading(text: string): HTMLElement {
    const title = make("h2", "", text);
    title.id = "ask-h";
    title.tabIndex = -1;
    return title;
  }

  private answer(key: string, value: number | string): void {
    this.room.tap(this.member, key, value);
    this.go(this.at + 1);
  }

  private go(at: number): void {
    this.at = at;
    this.draw();
  }

  private fill(...content: Node[]): void {
    this.screen.replaceChildren(make("div", "ask-inner", ...content));
  }
}
