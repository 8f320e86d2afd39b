import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFakeCheckout, GOOD_VERSION, type FakeCheckout } from '../support/fakeCheckout.ts';

describe('tools/bootstrap.mjs', () => {
  let checkout: FakeCheckout;
  beforeEach(() => (checkout = createFakeCheckout()));
  afterEach(() => checkout.remove());

  const recorded = (home = '.plantao') =>
    (JSON.parse(readFileSync(checkout.path(home, 'bootstrap.json'), 'utf8')) as { temporalPath: string }).temporalPath;
  const succeed = async (flags: string[] = [], env: Record<string, string> = {}) => {
    const { code, output } = await checkout.bootstrap(flags, env);
    assert.equal(code, 0, output);
    return output;
  };

  describe('packages', () => {
    it('A.1: installs once, and again only when the lockfile changed', async () => {
      await succeed(['--packages-only']);
      assert.deepEqual(checkout.asked(), ['npm']);
      await succeed(['--packages-only']);
      assert.deepEqual(checkout.asked(), []);
      checkout.write('package-lock.json', '{"packages":{"":{},"node_modules/b":{"version":"2.0.0"}}}');
      await succeed(['--packages-only']);
      assert.deepEqual(checkout.asked(), ['npm']);
    });

    it('A.1: what someone installed by hand is taken as it is', async () => {
      mkdirSync(checkout.path('node_modules'));
      writeFileSync(
        checkout.path('node_modules', '.package-lock.json'),
        JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }),
      );
      await succeed(['--packages-only']);
      assert.deepEqual(checkout.asked(), []);
    });

    it('A.1: an install that was interrupted is begun again', async () => {
      await succeed(['--packages-only']);
      checkout.write('package-lock.json', '{"packages":{"":{},"node_modules/a":{"version":"1.0.1"}}}');
      checkout.npm(`process.kill(process.ppid, 'SIGKILL');`);
      assert.equal((await checkout.bootstrap(['--packages-only'])).code, null);
      checkout.npm('record();');
      checkout.asked();
      await succeed(['--packages-only']);
      assert.deepEqual(checkout.asked(), ['npm']);
    });

    it('A.1: a failure is one sentence with its reason and what to do, and the next try starts over', async () => {
      checkout.npm(
        `console.error('npm error code ENOTFOUND'); console.error('npm error network request failed'); process.exit(1);`,
      );
      const { code, output } = await checkout.bootstrap(['--packages-only']);
      assert.equal(code, 1);
      assert.equal(
        output.trim(),
        'The packages could not be installed: npm ci said "network request failed". ' +
          'Check the connection to the npm registry and run the same command again.',
      );
      checkout.npm('record();');
      await succeed(['--packages-only']);
    });

    it('A.1: two at once install once', async () => {
      checkout.npm(`setTimeout(record, 300);`);
      const both = await Promise.all([
        checkout.bootstrap(['--packages-only']),
        checkout.bootstrap(['--packages-only']),
      ]);
      assert.deepEqual(
        both.map(({ code }) => code),
        [0, 0],
      );
      assert.deepEqual(checkout.asked(), ['npm']);
    });

    it('A.1: a Node that is too old is named', async () => {
      checkout.npm(`record(); const fs = require('node:fs');
        fs.writeFileSync('node_modules/.bin/node', '#!/bin/sh\\necho v20.1.0\\n', { mode: 0o755 });`);
      const { code, output } = await checkout.bootstrap(['--packages-only']);
      assert.equal(code, 1);
      assert.match(
        output,
        /^Node 24 is needed and npm brings none that runs on .*found: v20\.1\.0\)\. Install Node 24 or newer/,
      );
    });
  });

  describe('Temporal', () => {
    const cached = () => checkout.path('home', '.cache', 'plantao', 'temporal-1.8.2');
    const makeCached = (version: string) => {
      checkout.program('made', `echo '${version}'`);
      mkdirSync(join(cached(), '..'), { recursive: true });
      writeFileSync(cached(), `#!/bin/sh\necho cached >> '${checkout.path('asked')}'\necho '${version}'\n`, {
        mode: 0o755,
      });
    };
    const prepare = async () => {
      await succeed(['--no-temporal']);
      checkout.asked();
    };
    beforeEach(prepare);

    it('A.1: with TEMPORAL_ADDRESS set nothing is looked for', async () => {
      await succeed([], { TEMPORAL_ADDRESS: 'temporal.example:7233' });
      assert.deepEqual(checkout.asked(), []);
    });

    it('A.1: the one on PATH comes first, and is asked for its version once', async () => {
      makeCached(GOOD_VERSION);
      checkout.program('temporal', `echo '${GOOD_VERSION}'`);
      await succeed();
      assert.equal(recorded(), checkout.path('bin', 'temporal'));
      await succeed();
      assert.deepEqual(checkout.asked(), ['temporal']);
    });

    it('A.1: one on PATH that is too old is passed over for the cached one', async () => {
      checkout.program('temporal', "echo 'temporal version 1.3.0 (Server 1.27.1, UI 2.36.0)'");
      makeCached('temporal version 0.0.0-DEV (Server 1.31.2, UI 2.50.1)');
      await succeed();
      assert.equal(recorded(), cached());
      assert.deepEqual(checkout.asked(), ['temporal', 'cached']);
    });

    it('A.1: PLANTAO_HOME holds the record', async () => {
      makeCached(GOOD_VERSION);
      await succeed([], { PLANTAO_HOME: 'elsewhere' });
      assert.equal(recorded('elsewhere'), cached());
    });

    it('A.1: a recorded binary that is gone is looked for again', async () => {
      checkout.program('temporal', `echo '${GOOD_VERSION}'`);
      await succeed();
      checkout.program('temporal', 'exit 1');
      makeCached(GOOD_VERSION);
      await succeed();
      assert.equal(recorded(), cached());
    });

    it('A.1: then the download that the SDK knows', async () => {
      checkout.write(
        'tools/bootstrap/downloadWithSdk.mjs',
        `import { mkdirSync, writeFileSync } from 'node:fs';
         mkdirSync(process.argv[2], { recursive: true });
         writeFileSync(process.argv[2] + '/sdk-temporal', "#!/bin/sh\\necho '${GOOD_VERSION}'\\n", { mode: 0o755 });`,
      );
      await succeed();
      assert.equal(recorded(), checkout.path('home', '.cache', 'plantao', 'temporal-downloaded'));
      assert.deepEqual(checkout.asked(), []);
    });

    it('A.1: then the build; it gets its name only when it is whole', async () => {
      // `go build … -o <file> …`: the stand-in writes half a file, and is killed before the rest the first time.
      const write = 'while [ "$1" != "-o" ]; do shift; done; out="$2"; echo "#!/bin/sh" > "$out"';
      checkout.program('go', `${write}; kill -9 $PPID; exit 1`);
      assert.equal((await checkout.bootstrap()).code, null);
      assert.ok(existsSync(`${cached()}.partial`));
      assert.ok(!existsSync(cached()));

      checkout.program('go', `${write}; echo "echo '${GOOD_VERSION}'" >> "$out"; chmod +x "$out"`);
      await succeed();
      assert.equal(recorded(), cached());
      assert.deepEqual(readdirSync(join(cached(), '..')), ['temporal-1.8.2']);
    });

    it('A.1: when nothing works there is one sentence an attempt, and what to install', async () => {
      const { code, output } = await checkout.bootstrap();
      assert.equal(code, 1);
      assert.deepEqual(output.trim().split('\n'), [
        'No Temporal server could be found or made.',
        `- search: no temporal 1.4 or newer on PATH or in ${checkout.path('home', '.cache', 'plantao')}`,
        "- download: the SDK's download did not work: no network",
        '- build: `go build` in tools/temporal did not work: no compiler',
        'Install the Temporal CLI (https://docs.temporal.io/cli) or Go 1.26, or set TEMPORAL_ADDRESS, and run the same command again.',
      ]);
      assert.deepEqual(checkout.asked(), ['download', 'go']);
    });
  });

  describe('workflow bundle', () => {
    it('A.1: is built when it is missing or a source is newer, and only then', async () => {
      await succeed(['--no-temporal']);
      assert.deepEqual(checkout.asked(), ['npm', 'bundle']);
      await succeed(['--no-temporal']);
      assert.deepEqual(checkout.asked(), []);
      const later = new Date(Date.now() + 1_000);
      utimesSync(checkout.path('workflows', 'a.ts'), later, later);
      await succeed(['--no-temporal']);
      assert.deepEqual(checkout.asked(), ['bundle']);
    });

    it('A.1: one that cannot be built is one sentence', async () => {
      checkout.write('workers/buildBundle.ts', `console.error('workflows/a.ts: unexpected token'); process.exit(1);`);
      const { code, output } = await checkout.bootstrap(['--no-temporal']);
      assert.equal(code, 1);
      assert.match(
        output,
        /^The workflow bundle could not be built: workflows\/a\.ts: unexpected token\. Mend the source/,
      );
    });
  });
});
