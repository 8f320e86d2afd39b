import { exitWithParent } from '../../runtime/exitWithParent.ts';
import { resultSet, touched } from '../../test/support/tds/answers.ts';
import { startTdsServer } from '../../test/support/tds/server.ts';
import { typeFrom } from '../../test/support/tds/sqlTypes.ts';
import { callsTypes } from './callsTypes.ts';

// A process of its own that takes everything a SQL Server client sends, so that only the client's cost is measured.
exitWithParent();
const columns = resultSet((await callsTypes()).map(({ name, type }) => ({ name, type: typeFrom(type) })));
const COLUMNS_OF_CALLS = /^select top \(0\) .* from \[calls\];$/;
const server = await startTdsServer({
  answer: (statement) => (statement.kind !== 'procedure' && COLUMNS_OF_CALLS.test(statement.sql) ? columns : touched()),
});
process.send?.(server.port);
