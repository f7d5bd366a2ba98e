/** What the page knows of the session: its members, instruments and words, and one way to tap. */
import { readJson } from "../coding/words";
import { Line, type Heard } from "./line";
import { newId, Store, type Tap, type Value } from "./store";

export interface Member { id: string; name: string }
export interface Item { code: string; of: string; text: string; options: { value: number; label: string }[]; key?: string; faces?: boolean }

export interface Data {
  members: Member[];
  signs: Record<string, "yellow" | "red">;
  means: Record<string, string>;
  watch: Item[];
  questions: Item[];
  turns: Record<string, [string, string]>;
  ties: Record<string, string>;
  most: number;
  incidents: Record<string, string>;
  words: Record<string, string>;
  taps: Tap[];
  after: number;
}

const LIGHTS = ["green", "yellow", "red"];

export class Room {
  readonly data: Data;
  readonly store: Store;
  readonly line: Line;

  constructor(readonly root: HTMLElement, heard: Heard) {
    this.data = readJson<Data>("session-data", {} as Data);
    this.store = new Store(this.data.taps);
    this.line = new Line(root.dataset.syncUrl ?? "", root.dataset.csrf ?? "", this.store, heard);
  }

  tap(member: string, key: string, value: Value): void {
    this.line.push({ id: newId(), member, key, value, at: Date.now() });
  }

  get(member: string, key: string): Value | undefined {
    return this.store.state.get(member, key);
  }

  /** `{name}` places of a sentence filled in. */
  say(key: string, values: Record<string, string | number> = {}): string {
    return (this.data.words[key] ?? key).replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ""));
  }

  name(member: string): string {
    return this.data.members.find((one) => one.id === member)?.name ?? "";
  }

  /** Never brighter than the signs: they go before what was chosen. */
  light(member: string): string {
    const signs = this.store.state.under(member, "sign.").filter((code) => this.get(member, `sign.${code}`) === true);
    const chosen = this.get(member, "light");
    if (!signs.length && !chosen) return "";
    return LIGHTS[Math.max(LIGHTS.indexOf(String(chosen ?? "green")), ...signs.map((code) => LIGHTS.indexOf(this.data.signs[code] ?? "green")))] ?? "";
  }

  isThere(member: string): boolean {
    return ["full", "partial"].includes(String(this.get(member, "attendance")));
  }

  get there(): Member[] {
    return this.data.members.filter((member) => this.isThere(member.id));
  }
}

export function copy(id: string): Node {
  const template = document.getElementById(id);
  return template instanceof HTMLTemplateElement ? template.content.cloneNode(true) : document.createTextNode("");
}

/** An element with a class and content, the short way. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, css = "", ...content: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (css) element.className = css;
  element.append(...content);
  return element;
}

export function button(css: string, act: () => void, ...content: (Node | string)[]): HTMLButtonElement {
  const element = make("button", css, ...content);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}
