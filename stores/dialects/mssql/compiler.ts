import {
  AliasNode,
  MssqlQueryCompiler,
  TableNode,
  type FromNode,
  type OperationNode,
  type SelectQueryNode,
} from 'kysely';
import { tableLockSql } from './lockSql.ts';

/** Nobody changes the rows, nor adds one to their range, before the transaction ends. */
const HINTS = ' with (updlock, holdlock, rowlock)';

function tableName(node: OperationNode | undefined): string {
  const table = node && AliasNode.is(node) ? node.node : node;
  if (!table || !TableNode.is(table)) throw new Error('Only rows of one table can be locked for a change.');
  return table.table.identifier.name;
}

/** T-SQL has no `for update`: it becomes hints at the table, and the table's lock, taken first. */
export class MssqlCompiler extends MssqlQueryCompiler {
  #hinted: FromNode | undefined;

  protected override visitSelectQuery(node: SelectQueryNode): void {
    const others = node.endModifiers?.filter(({ modifier }) => modifier !== 'ForUpdate') ?? [];
    const forUpdate = others.length !== (node.endModifiers?.length ?? 0);
    if (!forUpdate) return super.visitSelectQuery(node);
    if (this.parentNode || node.from?.froms.length !== 1)
      throw new Error('Only a whole query over one table can lock.');
    this.#hinted = node.from;
    this.append(`${tableLockSql(tableName(node.from.froms[0]))} `);
    super.visitSelectQuery({ ...node, endModifiers: others });
  }

  protected override visitFrom(node: FromNode): void {
    super.visitFrom(node);
    if (node === this.#hinted) this.append(HINTS);
  }
}
