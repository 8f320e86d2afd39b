import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { getPriority } from 'node:os';
import { inBackground } from '../../runtime/background.ts';

const STEP = 10;
const LOWEST = 19;
const behindUs = Math.min(getPriority() + STEP, LOWEST);

/** The priority that a script of ours ends with. */
const priorityAfter = (
  script: string,
  command = { command: process.execPath, args: [] as readonly string[] },
): number =>
  Number(
    execFileSync(
      command.command,
      [...command.args, '--input-type=module', '-e', `${script}; console.log(os.getPriority())`],
      {
        cwd: import.meta.dirname,
        encoding: 'utf8',
      },
    ),
  );

describe('work in the background', () => {
  it('D-12: a process that goes there is behind who started it', () => {
    const script = `import os from 'node:os'; import { goToBackground } from '../../runtime/background.ts'; goToBackground()`;
    assert.equal(priorityAfter(script), behindUs);
  });

  it('D-12: a command that is started there is behind from its first thread on', function () {
    if (process.platform === 'win32') this.skip(); // it has no word for it
    const { command, args } = inBackground({ command: process.execPath, args: [] });
    assert.equal(priorityAfter(`import os from 'node:os'`, { command, args }), behindUs);
  });
});
