import { showType, typeFrom, type SqlType } from './sqlTypes.ts';
import { at, nameOf, walk, type Node } from './tsql.ts';

export interface TableColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
  /** Counts up by itself. */
  readonly identity: boolean;
}

export type Columns = readonly TableColumn[];

const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** @returns the type as the parser tells it; one word of its own is the name of a type without brackets */
function dataType(node: unknown): SqlType {
  if (typeof node === 'string') return typeFrom(node);
  const [[name, detail] = []] = Object.entries(node ?? {});
  if (name === undefined) throw new Error('A column has no type.');
  if (name === 'Custom') {
    const inside = asArray(at(detail, 1)).join(', ');
    return typeFrom(`${String(at(detail, 0, 0, 'Identifier', 'value'))}${inside === '' ? '' : `(${inside})`}`);
  }
  if (name === 'Float') return typeFrom('float');
  const length = detail === 'Max' ? 'max' : at(detail, 'IntegerLength', 'length');
  const precision = at(detail, 'PrecisionAndScale');
  const inside = Array.isArray(precision) ? precision.join(', ') : length;
  return typeFrom(inside === undefined || inside === null ? name : `${name}(${String(inside)})`);
}

const nodeOption = (options: readonly unknown[], name: string): boolean =>
  options.some((option) => at(option, 'option') === name || at(option, 'option', name) !== undefined);

function columnOf(definition: unknown): TableColumn {
  const options = asArray(at(definition, 'options'));
  const identity = nodeOption(options, 'Identity');
  return {
    name: String(at(definition, 'name', 'value')),
    type: dataType(at(definition, 'data_type')),
    nullable: !identity && !nodeOption(options, 'NotNull') && !nodeOption(options, 'PrimaryKey'),
    identity,
  };
}

/** Columns of the source, renamed or cast as the list of the SELECT says. */
function selected(projection: readonly unknown[], source: Columns): TableColumn[] {
  return projection.flatMap((item) => {
    if (at(item, 'Wildcard') !== undefined) return source;
    const alias = at(item, 'ExprWithAlias', 'alias', 'value');
    const expression = at(item, 'ExprWithAlias', 'expr') ?? at(item, 'UnnamedExpr');
    const cast = at(expression, 'Cast');
    const inner = cast === undefined ? expression : at(cast, 'expr');
    const parts = asArray(at(inner, 'CompoundIdentifier'));
    const name = at(inner, 'Identifier', 'value') ?? at(parts[parts.length - 1], 'value');
    const column = source.find((one) => one.name === name);
    if (!column) throw new Error(`SELECT … INTO takes ${String(name)}, which its table has not.`);
    const type = cast === undefined ? column.type : dataType(at(cast, 'data_type'));
    // A cast makes a new value, which does not count up.
    return { ...column, type, name: String(alias ?? name), identity: column.identity && cast === undefined };
  });
}

/** Tables by name, in lower case: those of the database, or those of a connection. */
export type Tables = ReadonlyMap<string, Columns>;

export interface TableChange {
  readonly name: string;
  /** null: the table is gone. */
  readonly columns: Columns | null;
}

/** @returns what a statement makes of tables; `find` knows those that are there */
export function tableChanges(tree: readonly Node[], find: (name: string) => Columns | undefined): TableChange[] {
  const changes: TableChange[] = [];
  const known = (name: string) => changes.findLast((change) => change.name === name)?.columns ?? find(name);
  walk(tree, (key, value) => {
    if (key === 'CreateTable') {
      const columns = asArray(at(value, 'columns')).map(columnOf);
      changes.push({ name: nameOf(at(value, 'name')), columns });
    } else if (key === 'Drop' && at(value, 'object_type') === 'Table') {
      for (const name of asArray(at(value, 'names'))) changes.push({ name: nameOf(name), columns: null });
    } else if (key === 'AlterTable') {
      const name = nameOf(at(value, 'name'));
      const before = known(name);
      if (before) changes.push({ name, columns: altered(before, asArray(at(value, 'operations'))) });
    } else if (key === 'Select' && at(value, 'into', 'name') !== undefined) {
      const source = known(nameOf(at(value, 'from', 0, 'relation', 'Table', 'name')));
      const name = nameOf(at(value, 'into', 'name'));
      // From OPENJSON or a table that was made before the server listened: what it holds is not known.
      changes.push({ name, columns: source ? selected(asArray(at(value, 'projection')), source) : [] });
    }
  });
  return changes;
}

const altered = (before: Columns, operations: readonly unknown[]): Columns =>
  operations.reduce<Columns>((columns, operation) => {
    const added = at(operation, 'AddColumn', 'column_def');
    if (added !== undefined) return [...columns, columnOf(added)];
    const change = at(operation, 'AlterColumn');
    if (change === undefined) return columns;
    const name = at(change, 'column_name', 'value');
    const type = dataType(at(change, 'op', 'SetDataType', 'data_type'));
    return columns.map((column) => (column.name === name ? { ...column, type } : column));
  }, before);

/** For messages. */
export const showColumn = ({ name, type, nullable }: Omit<TableColumn, 'identity'>): string =>
  `${name} ${showType(type)}${nullable ? '' : ' not null'}`;
