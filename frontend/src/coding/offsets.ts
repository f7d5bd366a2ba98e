/** The server counts Unicode code points, a JavaScript string counts UTF-16 units: an emoji is one there and two here. */

const ASTRAL = /[\uD800-\uDBFF]/;

/** Code points before the UTF-16 index `units` of `text`. */
export function toPoints(text: string, units: number): number {
  if (!ASTRAL.test(text)) return units;
  let points = 0;
  for (let at = 0; at < units; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) points += 1;
  return points;
}

/** UTF-16 units before the code point number `points` of `text`. */
export function toUnits(text: string, points: number): number {
  if (!ASTRAL.test(text)) return points;
  let units = 0;
  for (let seen = 0; seen < points && units < text.length; seen += 1) units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return units;
}
