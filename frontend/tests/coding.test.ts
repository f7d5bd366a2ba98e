/** The plain functions of the coding workspace; run by `npm test`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { matches } from "../src/catat";
import { found } from "../src/coding/codebook";
import { fromAddress, passes, toAddress } from "../src/coding/filter";
import { type Coding, type Line, lineAt, place, segments, unpacked } from "../src/coding/model";
import { nextWord, paragraphAt, quoteOf, sentenceAt, trimmed, widened, withNext, wordInLine, wordsOf } from "../src/coding/motion";
import { toPoints, toUnits } from "../src/coding/offsets";
import { type Doer, History } from "../src/coding/undo";

/** Lines joined by one line feed, as the server keeps them; a line that begins with "- " opens a turn. */
function lines(...texts: string[]): Line[] {
  let start = 0;
  return texts.map((raw, index) => {
    const text = raw.replace(/^- /, "");
    const line = { index, start, end: start + Array.from(text).length, text, opens: raw !== text };
    start = line.end + 1;
    return line;
  });
}

const coding = (id: string, start: number, end: number): Coding => ({
  id, start, end, code: "INF-02", aspect: "informational", polarity: "given", giver: "worker", coder: "", mine: true, memo: "", quote: "",
});

test("an emoji is one code point and two units", () => {
  assert.deepEqual([toPoints("a😀b", 3), toUnits("a😀b", 2), toPoints("abc", 2), toUnits("abc", 2)], [2, 3, 2, 2]);
});

test("words after an emoji keep their place", () => {
  assert.deepEqual(wordsOf(lines("😀 Kadang mereka")[0] as Line), [{ start: 2, end: 8 }, { start: 9, end: 15 }]);
});

test("a line is found by offset", () => {
  const text = lines("satu", "dua", "tiga");
  assert.deepEqual([0, 4, 5, 8, 9, 99].map((offset) => lineAt(text, offset)), [0, 0, 1, 1, 2, 2]);
});

test("the next word goes over the end of a line, and stops at the end of the text", () => {
  const text = lines("satu dua", "tiga");
  assert.deepEqual([nextWord(text, 8, 1), nextWord(text, 9, -1), nextWord(text, 13, 1)], [{ start: 9, end: 13 }, { start: 5, end: 8 }, null]);
});

test("a line down keeps the column", () => {
  assert.deepEqual(wordInLine(lines("satu dua", "tiga empat"), 5, 1), { start: 14, end: 19 });
});

test("a sentence runs over lines but not over turns", () => {
  const text = lines("- Obatnya ada. Tapi menjelaskan", "itu jarang. Ya.", "- Mengapa?");
  assert.equal(quoteOf(text, sentenceAt(text, 20)), "Tapi menjelaskan itu jarang.");
  assert.equal(quoteOf(text, paragraphAt(text, 20)), "Obatnya ada. Tapi menjelaskan itu jarang. Ya.");
});

test("a selection loses the white space at its ends", () => {
  assert.deepEqual(trimmed(lines("satu  dua ", "x"), { start: 4, end: 11 }), { start: 6, end: 9 });
});

test("overlapping codings get their own underline and lane, labels are pushed down", () => {
  const text = lines("satu dua", "tiga", "empat");
  const placed = place([coding("b", 5, 13), coding("a", 0, 8)], text);
  assert.deepEqual(placed.map((one) => [one.coding.id, one.level, one.lane, one.label]), [["a", 0, 0, 0], ["b", 1, 1, 1]]);
});

test("a line is cut where codings begin and end, the highest level outermost", () => {
  const text = lines("satu dua tiga");
  const placed = place([coding("a", 0, 8), coding("b", 5, 13)], text);
  assert.deepEqual(segments(text[0] as Line, placed).map((piece) => [piece.start, piece.end, piece.placed.map((one) => one.coding.id)]), [[0, 5, ["a"]], [5, 8, ["b", "a"]], [8, 13, ["b"]]]);
});

test("a code is found by number or by any part of its name, beginnings first", () => {
  const codes = [{ code: "EMO-01", name: "Mendengarkan" }, { code: "INF-02", name: "Menjelaskan obat" }, { code: "INS-03", name: "Obat dan kontrol" }];
  assert.deepEqual([found(codes, "obat").map((one) => one.code), found(codes, "inf 02").map((one) => one.code)], [["INS-03", "INF-02"], ["INF-02"]]);
});

test("a person is found by the beginnings of words in any order, without accents", () => {
  assert.deepEqual([matches("Bapak José S. Melati", "mel jose"), matches("Ibu W. Anggrek", "nggrek")], [true, false]);
});

/** What a history asked for, as words, and one that refuses everything with this status. */
function doer(log: string[], status = 0): Doer {
  const told = (...words: string[]): Promise<void> => {
    if (status) return Promise.reject(Object.assign(new Error("no"), { status }));
    log.push(words.join(" "));
    return Promise.resolve();
  };
  return { drop: (id) => told("drop", id), restore: (id) => told("restore", id), set: (id, fields) => told("set", id, JSON.stringify(fields)), join: (id, others) => told("join", id, ...others) };
}

function drawer(): Pick<Storage, "getItem" | "setItem"> & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return { kept, getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => { kept.set(name, value); } };
}

test("undo and redo walk the same deeds in order", async () => {
  const log: string[] = [];
  const history = new History(doer(log));
  history.add({ kind: "add", id: "a" });
  history.add({ kind: "change", id: "a", before: { polarity: "given" }, after: { polarity: "lacking" } });
  history.add({ kind: "merge", id: "a", before: { start: 1, end: 2 }, others: ["b"] });
  history.add({ kind: "remove", id: "a" });
  for (let step = 0; step < 5; step += 1) await history.undo();
  for (let step = 0; step < 4; step += 1) await history.redo();
  assert.deepEqual(log, [
    "restore a", 'set a {"start":1,"end":2}', "restore b", 'set a {"polarity":"given"}', "drop a",
    "restore a", 'set a {"polarity":"lacking"}', "join a b", "drop a",
  ]);
});

test("a deed that fails stays, unless its coding is gone", async () => {
  const refused = new History(doer([], 400));
  refused.add({ kind: "add", id: "a" });
  await assert.rejects(refused.undo());
  assert.equal(refused.isEmpty, false);
  const gone = new History(doer([], 404));
  gone.add({ kind: "add", id: "a" });
  await assert.rejects(gone.undo());
  assert.equal(gone.isEmpty, true);
});

test("what was done outlives a reload, without a word of a note", async () => {
  const log: string[] = [];
  const store = drawer();
  const history = new History(doer(log), "laras", store);
  history.add({ kind: "add", id: "a" });
  history.add({ kind: "change", id: "a", before: { memo: "" }, after: { memo: "rahasia" } });
  assert.equal(JSON.stringify([...store.kept]).includes("rahasia"), false);
  const later = new History(doer(log), "laras", store);
  assert.deepEqual([await later.undo(), await later.undo()], [{ kind: "add", id: "a" }, null]);
});

test("codings are unpacked from rows of numbers", () => {
  const packed = { codes: [["INF-02", "informational"]] as [string, string][], polarities: ["given", "received", "lacking"], givers: ["worker"], coders: ["peneliti", "auditor"], me: "peneliti" };
  const found = unpacked({ ...packed, rows: [["x", 1, 4, 0, 2, 0, 0, "catatan", 1], ["y", 5, 9, 0, 0, 0, 1]] });
  assert.deepEqual(found.map((one) => [one.id, one.code, one.aspect, one.polarity, one.mine, one.memo, one.old]), [
    ["x", "INF-02", "informational", "lacking", true, "catatan", 1], ["y", "INF-02", "informational", "given", false, "", null],
  ]);
});

test("a passage grows by sentences and shrinks again, and widens from word to paragraph", () => {
  const text = lines("- Satu dua. Tiga empat. Lima.", "- Enam.");
  const first = sentenceAt(text, 0);
  const more = withNext(text, first, "sentence", 1);
  assert.deepEqual([first, more, withNext(text, more, "sentence", -1)].map((span) => quoteOf(text, span).trim()), ["Satu dua.", "Satu dua. Tiga empat.", "Satu dua."]);
  const word = { start: 0, end: 4 };
  const steps = [word, widened(text, word), widened(text, widened(text, word))];
  assert.deepEqual(steps.map((span) => quoteOf(text, span).trim()), ["Satu", "Satu dua.", "Satu dua. Tiga empat. Lima."]);
});

test("a code is found in the other language, by its aspect, by letters left out; of equals the latest used", () => {
  const codes = [{ code: "EMO-01", name: "Mendengarkan", words: "Mendengarkan Listening Emosional" }, { code: "INF-02", name: "Menjelaskan obat", words: "Explaining medicine Informatif" }, { code: "INF-03", name: "Menjelaskan hak", words: "Explaining rights Informatif" }];
  const keys = (typed: string, recent: string[] = []): string[] => found(codes, typed, recent).map((one) => one.code);
  assert.deepEqual([keys("listen"), keys("emosi"), keys("mdgrkn"), keys("menjelaskan"), keys("menjelaskan", ["INF-03"]), keys("", ["INF-03"])[0], keys("zzz")], [
    ["EMO-01"], ["EMO-01"], ["EMO-01"], ["INF-02", "INF-03"], ["INF-03", "INF-02"], "INF-03", [],
  ]);
});

test("the filter stands in the address and narrows by code, coder and speaker", () => {
  const text = lines("- satu", "- dua").map((line, index) => ({ ...line, speaker: index ? "P1" : "T" }));
  const chosen = fromAddress("?kode=INF-02&penutur=P1&lain=x");
  assert.deepEqual(chosen, { kode: "INF-02", penutur: "P1" });
  assert.equal(toAddress("?lain=x&arah=given", { kode: "INF-02" }), "?lain=x&kode=INF-02");
  assert.deepEqual([passes(coding("a", 5, 7), chosen, text), passes(coding("b", 0, 3), chosen, text), passes(coding("c", 0, 3), {}, text)], [true, false, true]);
});
