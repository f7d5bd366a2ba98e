/** What was done and how to take it back. */
export interface Deed {
  undo: () => Promise<void>;
  redo: () => Promise<void>;
}

export class History {
  private done: Deed[] = [];
  private undone: Deed[] = [];

  get isEmpty(): boolean {
    return !this.done.length;
  }

  add(deed: Deed): void {
    this.done.push(deed);
    this.undone = [];
  }

  /** Take the last deed back; false where there is none. A deed that fails stays where it was. */
  async undo(): Promise<boolean> {
    const deed = this.done[this.done.length - 1];
    if (!deed) return false;
    await deed.undo();
    this.done.pop();
    this.undone.push(deed);
    return true;
  }

  async redo(): Promise<boolean> {
    const deed = this.undone[this.undone.length - 1];
    if (!deed) return false;
    await deed.redo();
    this.undone.pop();
    this.done.push(deed);
    return true;
  }
}
