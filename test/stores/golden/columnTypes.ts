const TABLE = /^create table "(\w+)" \((.*)\)$/s;
const COLUMN = /(?:^|,)\s*"(\w+)" ([a-z]\w*(?: precision)?(?:\([\w, ]+\))?)/g;

/** Types of columns, as the statements that make tables name them. */
export type ColumnTypes = (table: string, column: string) => string;

export function columnTypes(statements: Iterable<string>): ColumnTypes {
  const types = new Map<string, string>();
  for (const statement of statements) {
    const [, table, columns = ''] = TABLE.exec(statement) ?? [];
    for (const [, column, type = ''] of columns.matchAll(COLUMN)) types.set(`${table}.${column}`, type);
  }
  return (table, column) => {
    const type = types.get(`${table}.${column}`);
    if (type === undefined) throw new Error(`No migration makes the column ${table}.${column}.`);
    return type;
  };
}
