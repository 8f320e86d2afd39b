const WIDTH = 120;
const QUOTED = /'(?:[^']|'')*'|"[^"]*"|\[[^\]]*\]/gs;
const CLAUSE =
  /(?<=\S)(?<!distinct) (?:on conflict [(_)]+ do (?:update|nothing)|update|insert into|delete|select|from|where|values|set|group by|order by|limit|offset|output|(?:left |inner |cross )join|cross apply)\b/gi;
const STATEMENT = /; /g;
const ITEM = /, | (?=and |or )/g;

const masked = (text: string): string => '_'.repeat(text.length);

/** Brackets with all that is in them. */
function maskBrackets(sql: string): string {
  let depth = 0;
  return sql.replaceAll(/[\s\S]/g, (character) => {
    if (character === ')') depth -= 1;
    const shown = depth > 0 ? '_' : character;
    if (character === '(') depth += 1;
    return shown;
  });
}

/** Cuts `text` where `mask`, which has its length, has a space that `at` matches. */
function cut(text: string, mask: string, at: RegExp): string[] {
  const places = Array.from(mask.matchAll(at), (match) => match.index + match[0].indexOf(' '));
  return [0, ...places].map((place, i) => text.slice(place, places[i]).trim());
}

/** Fills lines with what stands between commas. */
function filled(text: string): string {
  const lines = [''];
  for (const item of cut(text, text.replaceAll(QUOTED, masked), ITEM)) {
    const line = `${lines.at(-1) ?? ''} ${item}`.trimStart();
    if (line.length <= WIDTH - 4 || lines.at(-1) === '') lines[lines.length - 1] = line;
    else lines.push(item);
  }
  return lines.join('\n    ');
}

/** The columns of a table, one a line. */
function table(sql: string): string {
  const begin = sql.indexOf('(') + 1;
  const inside = sql.slice(begin, -1);
  const items = cut(inside, maskBrackets(inside.replaceAll(QUOTED, masked)), /, /g);
  return [sql.slice(0, begin), ...items.map((item) => `  ${item}`), ')'].join('\n');
}

/** A statement as a person reads it: short ones as they are, long ones with a line for each clause. */
export function layout(statement: string): string {
  const sql = statement.trim().replaceAll(/\s+/g, ' ').replace(/;+$/, '');
  if (sql.length <= WIDTH) return sql;
  if (/^create table [^(]*\(.*\)$/i.test(sql)) return table(sql);
  const mask = maskBrackets(sql.replaceAll(QUOTED, masked));
  return cut(sql, mask, STATEMENT)
    .flatMap((part) => cut(part, maskBrackets(part.replaceAll(QUOTED, masked)), CLAUSE))
    .map((line) => (line.length <= WIDTH ? line : filled(line)))
    .join('\n');
}
