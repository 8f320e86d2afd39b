import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEARCH_ATTRIBUTES } from '../../runtime/temporalServer.ts';
import { root } from '../../runtime/paths.ts';
import { workerEnvironment, workerFlags } from '../../runtime/workerMemory.ts';
import { loadConfig, secretsFromFiles, settings, type SettingName } from '../../schemas/config.ts';
import { byDefault, compose, interpolated, isJob, isOurs, seconds, service, services } from './support/compose.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };
const named = (chosen: readonly { name: string }[]): string[] => chosen.map(({ name }) => name);
const defaultOf = (name: SettingName): string | undefined => (settings[name] as { default?: string }).default;

describe('docker-compose.yml', () => {
  it('design §1: has the services of the production shape, and the simulator in the demo alone', () => {
    const shape = ['sqlserver', 'temporal-database', 'temporal', 'temporal-ui', 'api', 'worker'];
    const running = services.filter((candidate) => !isJob(candidate));
    assert.deepEqual(named(running.filter(({ profiles }) => !profiles)).sort(), shape.sort());
    assert.deepEqual(named(services.filter(({ profiles }) => profiles?.includes('demo'))), ['dialer']);
    assert.equal(service('worker').deploy.replicas, 2);
  });

  describe('images', () => {
    it('design §1: each has a version of its own, and none is latest', () => {
      for (const { name, image } of services) assert.match(image, /^[\w./-]+:\d[\w.-]*$/, name);
    });

    it('design §1: ours is this version; one program has one version', () => {
      for (const { name, image } of services.filter(isOurs)) assert.equal(image, `plantao:${version}`, name);
      const repositories = services.map(({ image }) => image.split(':')[0]);
      assert.equal(new Set(services.map(({ image }) => image)).size, new Set(repositories).size);
    });

    it('design §1: Temporal and its Web are those that `npm start` runs', () => {
      const pinned = read('tools/temporal/go.mod');
      const module = (path: string) => new RegExp(`${path} v([\\d.]+)`).exec(pinned)?.[1];
      assert.equal(service('temporal').image, `temporalio/server:${module('go.temporal.io/server')}`);
      assert.equal(service('temporal-schema').image, `temporalio/admin-tools:${module('go.temporal.io/server')}`);
      assert.equal(service('temporal-ui').image, `temporalio/ui:${module('github.com/temporalio/ui-server/v2')}`);
    });
  });

  describe('each container', () => {
    for (const { name, ...container } of services) {
      it(`design §1: ${name} is bounded, confined and brought up again`, () => {
        const { cpus, memory, pids } = container.deploy.resources.limits;
        assert.ok(Number(cpus) > 0 && /^\d+[MG]$/.test(String(memory)) && Number(pids) > 0);
        assert.deepEqual(container.cap_drop, ['ALL']);
        assert.deepEqual(container.security_opt, ['no-new-privileges:true']);
        assert.ok(container.read_only || name === 'sqlserver');
        assert.ok(!container.cap_add || name === 'sqlserver');
        assert.ok(container.logging.options['max-size'] && container.logging.options['max-file']);
        assert.match(container.restart, /^(unless-stopped|on-failure:\d)$/);
      });
    }

    it('design §1: every one that stays says whether it is well', () => {
      const silent = services.filter((candidate) => !isJob(candidate) && !candidate.healthcheck?.test);
      assert.deepEqual(named(silent), []);
    });

    it('design §1: waits for what is there: a job to end well, another to be well', () => {
      for (const { name, depends_on = {} } of services) {
        for (const [needed, { condition }] of Object.entries(depends_on)) {
          const wanted = isJob(service(needed)) ? 'service_completed_successfully' : 'service_healthy';
          assert.equal(condition, wanted, `${name} → ${needed}`);
        }
      }
    });
  });

  describe('settings', () => {
    const configured = services
      .filter(isOurs)
      .flatMap(({ name, environment }) => (environment ? [{ name, environment }] : []));

    it('design §1: every name is a setting, or the file of a secret', () => {
      const known = [...Object.keys(settings), ...secretsFromFiles.map((name) => `${name}_FILE`)];
      const foreign = configured.flatMap(({ environment }) => Object.keys(environment));
      const unknown = foreign.filter((name) => !known.includes(name) && !(name in workerEnvironment));
      assert.deepEqual(unknown, []);
    });

    it('design §1: what compose reads of .env is a setting with the same default', () => {
      const others = ['MSSQL_PID'];
      for (const { name, fallback } of interpolated.filter(({ name }) => !others.includes(name)))
        assert.equal(fallback, defaultOf(name as SettingName) ?? '', name);
    });

    it('C-43, C-46: no secret stands in the file, each comes from one of its own', () => {
      const plain = services
        .flatMap(({ environment = {} }) => Object.keys(environment))
        .filter((name) => /PASSWORD|PWD|SECRET|TOKEN/.test(name) && !name.endsWith('_FILE'));
      assert.deepEqual(plain, []);
      for (const { name, environment = {}, secrets = [] } of services) {
        const files = Object.entries(environment).filter(([setting]) => setting.endsWith('_FILE'));
        for (const [setting, path] of files.filter(([, path]) => path.startsWith('/run/secrets/')))
          assert.ok(secrets.includes(path.slice('/run/secrets/'.length)), `${name}: ${setting}`);
      }
    });

    for (const { name, environment } of configured) {
      it(`design §1: ${name} starts with what it is given, where the others are`, () => {
        const texts = Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, byDefault(value)]));
        const files = secretsFromFiles.filter((secret) => `${secret}_FILE` in environment);
        for (const secret of files) {
          texts[secret] = 'x'.repeat(32);
          texts[`${secret}_FILE`] = '';
        }
        const config = loadConfig(texts);
        assert.ok(config.DB_SERVER && config.DB_SERVER.host in compose.services);
        assert.equal(config.DB_ENCRYPT, true);
        assert.equal(config.TEMPORAL_ADDRESS, `temporal:${defaultOf('TEMPORAL_PORT')}`);
        assert.equal(config.PLANTAO_HOME, '/var/lib/plantao');
      });
    }
  });

  describe('what is reached from where', () => {
    it('design §1: ports are those of `npm start`, on this machine alone unless API_HOST says otherwise', () => {
      const published = services.flatMap(({ name, ports = [] }) => ports.map((port) => [name, port] as const));
      assert.deepEqual(Object.fromEntries(published), {
        'temporal-ui': '127.0.0.1:${TEMPORAL_UI_PORT:-8233}:8080',
        api: '${API_HOST:-127.0.0.1}:${API_PORT:-3000}:3000',
        dialer: '127.0.0.1:${SIMULATOR_DIALER_PORT:-4010}:4010',
      });
    });

    it('design §1: the databases and Temporal are on networks that lead nowhere else', () => {
      for (const name of ['sqlserver', 'temporal-database', 'temporal']) {
        const inside = service(name).networks.every((network) => compose.networks[network]?.internal);
        assert.ok(inside && !service(name).ports, name);
      }
    });

    it('design §1: only who may change tables knows how, and only workers know the vendor’s token', () => {
      const holders = (secret: string) => named(services.filter(({ secrets }) => secrets?.includes(secret)));
      assert.deepEqual(holders('database_migration_password'), ['sqlserver-setup', 'migrate']);
      assert.deepEqual(holders('database_password'), ['sqlserver-setup', 'api', 'worker']);
      assert.deepEqual(holders('dialer_token'), ['worker']);
      assert.deepEqual(holders('sqlserver_sa_password'), ['sqlserver', 'sqlserver-setup']);
    });

    it('design §1: every secret, volume and network is declared and used, every mounted folder is there', () => {
      const used = (of: (candidate: (typeof services)[number]) => readonly string[] | undefined) =>
        [...new Set(services.flatMap((candidate) => of(candidate) ?? []))].sort();
      assert.deepEqual(
        used(({ secrets }) => secrets),
        Object.keys(compose.secrets).sort(),
      );
      assert.deepEqual(
        used(({ networks }) => networks),
        Object.keys(compose.networks).sort(),
      );
      const sources = used(({ volumes }) => volumes?.map((volume) => volume.split(':')[0] ?? ''));
      const folders = sources.filter((source) => source.startsWith('./'));
      assert.deepEqual(
        sources.filter((source) => !folders.includes(source)),
        Object.keys(compose.volumes).sort(),
      );
      for (const folder of folders) assert.ok(existsSync(join(root, folder)), folder);
    });
  });

  describe('processes', () => {
    it('design §1: the worker runs as `npm start` runs it', () => {
      const { command = [], environment = {} } = service('worker');
      const flags = workerFlags(loadConfig({}));
      assert.deepEqual(command.map(byDefault), ['node', ...flags, 'workers/main.ts']);
      for (const [name, value] of Object.entries(workerEnvironment)) assert.equal(environment[name], value);
    });

    it('design §1: a container is given longer to stop than its worker takes', () => {
      const { environment = {}, stop_grace_period: grace } = service('worker');
      const FORCED_AFTER_SECONDS = 2;
      assert.ok(seconds(grace) > Number(environment['SHUTDOWN_GRACE_SECONDS']) + FORCED_AFTER_SECONDS);
    });

    it('design §1: programs and health checks are there, and ask the port that is listened on', () => {
      for (const { name, command = [], healthcheck, environment = {} } of services.filter(isOurs)) {
        const program = command.find((word) => word.endsWith('.ts')) ?? '';
        assert.ok(existsSync(join(root, program)), name);
        const [, , script, url] = healthcheck?.test ?? [];
        if (!script || !url) continue;
        assert.ok(existsSync(join(root, script)), name);
        const listening = [environment['API_PORT'], environment['WORKER_METRICS_PORT'], ...command];
        assert.ok(listening.includes(new URL(url).port), name);
      }
    });

    it('design §4: the namespace is made with our search attributes', () => {
      const [, made = ''] = /^for name in (.*); do$/m.exec(read('deploy/temporal/namespace.sh')) ?? [];
      assert.deepEqual(made.split(' '), [...SEARCH_ATTRIBUTES]);
    });

    it('C-49: the logins have the rights that docs/sql-server.md names, and no others', () => {
      const rights = (text: string) => [...text.matchAll(/^\s*((?:GRANT|ALTER ROLE) .*;)$/gm)].map(([, line]) => line);
      const granted = rights(read('deploy/sqlserver/setup.sql'));
      assert.ok(granted.length > 3);
      assert.deepEqual(granted.sort(), rights(read('docs/sql-server.md')).sort());
    });
  });
});
