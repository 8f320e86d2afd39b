import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathsIn } from '../../runtime/paths.ts';
import { buildBundle, BundleError, currentStamp, usableBundle } from '../../workers/bundle.ts';

/** What may run in the workflow sandbox besides our own files; the two are what the SDK itself brings along. */
const PACKAGES = ['@temporalio/common', '@temporalio/workflow', 'long', 'ms', 'nexus-rpc'];
const ROOMS = /^\.\/(activities\/effects\.ts|rules\/|workflows\/)/;

describe('workflow bundle', () => {
  let home: string;
  let code: string;
  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'plantao-bundle-'));
    await buildBundle(home);
    code = readFileSync(pathsIn(home).bundle, 'utf8');
  });
  beforeEach(() => stamp(currentStamp()));
  after(() => rmSync(home, { recursive: true, force: true }));

  const stamp = (content: unknown) => writeFileSync(pathsIn(home).bundleMeta, JSON.stringify(content));
  const refused = (reason: RegExp) =>
    assert.throws(
      () => usableBundle(home),
      (error) => error instanceof BundleError && reason.test(error.message) && /tools\/bootstrap/.test(error.message),
    );

  it('design §2: a bundle of these sources and this SDK is used', () => {
    const path = usableBundle(home);
    assert.ok(existsSync(path));
  });

  it('temporal.md §4: one built with another SDK is refused, never built again in silence', () => {
    stamp({ ...currentStamp(), sdk: '1.23.0' });
    refused(/was built with SDK 1\.23\.0, this worker runs 1\.24\.0/);
  });

  it('temporal.md §4: one built from other sources is refused', () => {
    stamp({ ...currentStamp(), sources: 'other' });
    refused(/was built from other sources/);
  });

  it('temporal.md §4: a missing or half-written stamp is refused', () => {
    writeFileSync(pathsIn(home).bundleMeta, '{"sdk":"1.2');
    refused(/is missing/);
    rmSync(pathsIn(home).bundleMeta);
    refused(/is missing/);
  });

  it('design §2: holds workflows, rules and the SDK, and nothing else: no zod, no zone data, no Node module', () => {
    const modules = [...code.matchAll(/^\/\*{3}\/ "(\.[^"]+|node:[^"]+|[a-z_]+)"/gm)].map(([, name = '']) => name);
    assert.ok(modules.includes('./workflows/calls/workflow.ts'));
    assert.ok(modules.includes('./rules/calls/run.ts'));
    const strangers = modules.filter((name) => {
      const installed = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1];
      return installed === undefined ? !ROOMS.test(name) && name.startsWith('./') : !PACKAGES.includes(installed);
    });
    assert.deepEqual(strangers, []);
    assert.deepEqual(
      modules.filter((name) => !name.startsWith('.')),
      [],
    );
  });
});
