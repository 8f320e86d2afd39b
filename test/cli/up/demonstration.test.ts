import assert from 'node:assert/strict';
import type { Product } from '../../../bench/support/product.ts';
import { daysBack } from '../../../rules/calls/windows.ts';
import { setFaults, setWorld } from '../../e2e/support/calls.ts';
import { sharedProduct, start } from '../support/plantao.ts';

const ZONE = 'America/Sao_Paulo';

describe('the demonstration of plantao up', function () {
  this.timeout(60_000);
  let product: Product;

  const up = (env: Record<string, string> = {}) =>
    start({ ...product.env, PLANTAO_HOME: product.folder, API_PORT: '0', ...env }, 'up', '--exit').ended;

  before(async () => {
    product = await sharedProduct();
    const days = Object.fromEntries([1, 2, 3, 4].map((back) => [daysBack(new Date(), ZONE, back), 25]));
    await setWorld(product, [
      { id: 5, name: 'Cinco', days },
      { id: 6, name: 'Seis', days },
    ]);
  });

  beforeEach(() => setFaults(product, []));

  it('A.2: copies three closed days of the simulated dialer, and shows the first login once', async () => {
    const first = await up();
    assert.equal(first.code, 0, first.stdout + first.stderr);
    assert.match(first.stdout, /COMPLETED_SUCCESS │ 6\/6 .*│ +150 │/);
    assert.match(first.stdout, /│ Take a turn +│ npm run plantao -- consultants turn --language pt │/);
    assert.match(first.stdout, /Console .*Password +│ \S{20} │.*shown this once/s);
    const [admin] = await product.store.access.listUsers();
    assert.equal(admin?.role, 'admin');

    await setFaults(product, [{ switch: 'forbidden', when: { route: 'calls' } }]);
    const second = await up();
    assert.equal(second.code, 1, 'a demonstration that fails is a failed start with --exit');
    assert.match(second.stdout, /FAILED/);
    assert.match(second.stdout, /users reset admin/);
    assert.doesNotMatch(second.stdout, /Password/);
  });

  it('A.2: a real vendor is not asked for a demonstration', async () => {
    const { code, stdout } = await up({ DIALER_BASE_URL: 'https://vendor.invalid/api/v1' });
    assert.equal(code, 0, stdout);
    assert.match(stdout, /DIALER_BASE_URL is a real vendor: no demonstration\./);
    assert.doesNotMatch(stdout, /sample consultants|Take a turn/);
  });
});
