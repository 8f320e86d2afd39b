import assert from 'node:assert/strict';
import { emailKey } from '../../../rules/consultants/emailKey.ts';

describe('the key of an e-mail address', () => {
  it('D-16: case and blanks around it do not make another address, whatever the locale; accents and ß do', () => {
    assert.equal(emailKey(' Ana@Example.COM ', 'folded'), 'ana@example.com');
    assert.equal(emailKey('ıI@x', 'folded'), 'ıi@x');
    const different = ['josé@x', 'jose\u0301@x', 'jose@x', 'straße@x', 'strasse@x', 'İ@x', 'i@x', 'ı@x'];
    assert.equal(new Set(different.map((email) => emailKey(email, 'folded'))).size, different.length);
  });

  it('D-16: no address, an empty one and one of blanks are never compared', () => {
    for (const email of [null, '', '   ', '\u00a0']) assert.equal(emailKey(email, 'folded'), null);
    for (const email of [null, '']) assert.equal(emailKey(email, 'legacy'), null);
  });

  it('3.8: the replaced service compares what is written', () => {
    assert.equal(emailKey(' Ana@X ', 'legacy'), ' Ana@X ');
  });
});
