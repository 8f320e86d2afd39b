import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  MAX_PASSES,
  countsAgree,
  goneCalls,
  judgePage,
  judgePass,
  pagesPromised,
  readNextLink,
  type PageShape,
  type PassResult,
} from '../../../rules/calls/pages.ts';

const page = (change: Partial<PageShape>): PageShape => ({
  rows: 100,
  perPage: null,
  largestPage: 100,
  hasNext: false,
  followsLinks: false,
  ...change,
});

describe('pages: the end of a window', () => {
  it('C-1: a full page is never the last', () => {
    assert.equal(judgePage(page({})), 'more');
    assert.equal(judgePage(page({ perPage: 100 })), 'more');
    assert.equal(judgePage(page({ rows: 100, perPage: 100, largestPage: 500 })), 'more');
  });

  it('C-1: a short page without a next link is the last; with one it is not', () => {
    assert.equal(judgePage(page({ rows: 99 })), 'last');
    assert.equal(judgePage(page({ rows: 99, hasNext: true })), 'more');
  });

  it('5.1: an empty page is the last, unless a link promises more', () => {
    assert.equal(judgePage(page({ rows: 0 })), 'last');
    assert.equal(judgePage(page({ rows: 0, hasNext: true })), 'hole');
  });

  it('5.1: a page that the server clamped is full, whatever was asked for', () => {
    assert.equal(judgePage(page({ rows: 40, perPage: 40, largestPage: 40 })), 'more');
    assert.equal(judgePage(page({ rows: 40, perPage: null, largestPage: 40 })), 'more');
  });

  it('C-22: where links lead, a page without one has nothing after it, even when it is full', () => {
    assert.equal(judgePage(page({ followsLinks: true })), 'last');
    assert.equal(judgePage(page({ followsLinks: true, hasNext: true })), 'more');
  });

  it('C-1: a window read by these verdicts ends exactly behind its last row', () => {
    const shapes = fc.record({
      total: fc.nat(400),
      size: fc.integer({ min: 1, max: 60 }),
      links: fc.boolean(),
      told: fc.boolean(),
    });
    fc.assert(
      fc.property(shapes, ({ total, size, links, told }) => {
        let [read, largestPage] = [0, 0];
        for (let n = 1; n <= total + 2; n++) {
          const rows = Math.min(size, total - read);
          read += rows;
          largestPage = Math.max(largestPage, rows);
          const hasNext = links && read < total;
          const verdict = judgePage({ rows, perPage: told ? size : null, largestPage, hasNext, followsLinks: false });
          assert.notEqual(verdict, 'hole');
          if (verdict === 'last') return assert.equal(read, total);
        }
        assert.fail('never ended');
      }),
    );
  });

  it('C-39: as many pages are asked for side by side as the count promises, one where there is none', () => {
    assert.deepEqual([pagesPromised(250, 100), pagesPromised(200, 100), pagesPromised(0, 100)], [3, 2, 0]);
    assert.deepEqual([pagesPromised(null, 100), pagesPromised(250, 0)], [1, 1]);
  });
});

describe('pages: next links', () => {
  it('C-22: a link is read down to its query: host, scheme and fragment go', () => {
    assert.deepEqual(readNextLink('https://a.example/api/v1/calls?per_page=5&page=3'), { kind: 'page', page: 3 });
    assert.deepEqual(readNextLink('/api/v1/calls?page=12#top'), { kind: 'page', page: 12 });
    assert.deepEqual(readNextLink('http://evil.example/x?cursor=ab%3D#x'), { kind: 'opaque', query: 'cursor=ab%3D' });
    assert.deepEqual(readNextLink('?per_page=5&cursor=z'), { kind: 'opaque', query: 'per_page=5&cursor=z' });
  });

  it('C-22: `per_page` or `pages` is no page number', () => {
    assert.equal(readNextLink('/calls?per_page=5&xpage=3').kind, 'opaque');
    assert.equal(readNextLink('/calls?page=two').kind, 'opaque');
  });

  it('C-22: no link, or one without a query, leads nowhere', () => {
    for (const link of [null, '', 'https://a.example/calls']) assert.deepEqual(readNextLink(link), { kind: 'none' });
  });
});

describe('pages: reconciliation', () => {
  const counts = { total: 100, stored: 100, quarantined: 0, strangers: 0 };

  it('C-24: what is stored and quarantined must be what the vendor counts; without a count there is no answer', () => {
    assert.equal(countsAgree(counts), true);
    assert.equal(countsAgree({ ...counts, stored: 97, quarantined: 3 }), true);
    assert.equal(countsAgree({ ...counts, stored: 99 }), false);
    assert.equal(countsAgree({ ...counts, total: null }), null);
  });

  it('C-15: a vendor that ignores the filter may or may not count the strangers', () => {
    assert.equal(countsAgree({ ...counts, strangers: 7 }), true);
    assert.equal(countsAgree({ ...counts, stored: 93, strangers: 7 }), true);
    assert.equal(countsAgree({ ...counts, stored: 95, strangers: 7 }), false);
  });

  it('5.7: the count decides which of the calls that were missed are gone', () => {
    const gone = (total: number | null, before: string[] = []) =>
      goneCalls({ ...counts, total }, ['a', 'b'], new Set(before));
    assert.deepEqual(gone(100), [], 'all are counted: the reading missed them');
    assert.deepEqual(gone(98), ['a', 'b'], 'none of them is counted');
    assert.deepEqual(gone(99), [], 'it cannot be told');
    assert.deepEqual(gone(99, ['b']), ['b'], 'missed a second time');
    assert.deepEqual(gone(null), []);
    assert.deepEqual(gone(null, ['a', 'c']), ['a']);
  });
});

describe('pages: passes', () => {
  const pass = (change: Partial<PassResult>): PassResult => ({
    pass: 1,
    proven: true,
    agrees: true,
    steady: true,
    added: 10,
    repeated: false,
    ...change,
  });

  it('C-24: a proven pass whose counts agree completes the window at once', () => {
    assert.equal(judgePass(pass({})), 'complete');
    assert.equal(judgePass(pass({ repeated: true })), 'complete');
  });

  it('C-5: a count that changed under the reading is no proof until a pass adds nothing', () => {
    assert.equal(judgePass(pass({ steady: false })), 'again');
    assert.equal(judgePass(pass({ steady: false, pass: 2, added: 3 })), 'again');
    assert.equal(judgePass(pass({ steady: false, pass: 2, added: 0 })), 'complete');
  });

  it('C-5: without a count the second reading that adds nothing is the proof', () => {
    assert.equal(judgePass(pass({ agrees: null })), 'again');
    assert.equal(judgePass(pass({ agrees: null, added: 0 })), 'again', 'an empty first pass proves nothing');
    assert.equal(judgePass(pass({ agrees: null, pass: 2, added: 1 })), 'again');
    assert.equal(judgePass(pass({ agrees: null, pass: 2, added: 0 })), 'complete');
  });

  it('C-24: a difference that stays is partial, unless rows were still moving', () => {
    const differs = pass({ agrees: false, pass: 2, added: 0 });
    assert.equal(judgePass({ ...differs, pass: 1 }), 'again');
    assert.equal(judgePass(differs), 'partial');
    assert.equal(judgePass({ ...differs, repeated: true }), 'again');
  });

  it('C-2: what was not proven is never complete, and no window is read without end', () => {
    const anyPass = fc.record({
      pass: fc.integer({ min: 1, max: MAX_PASSES + 2 }),
      proven: fc.boolean(),
      agrees: fc.constantFrom(true, false, null),
      steady: fc.boolean(),
      added: fc.nat(3),
      repeated: fc.boolean(),
    });
    fc.assert(
      fc.property(anyPass, (result) => {
        const verdict = judgePass(result);
        if (!result.proven || result.agrees === false) assert.notEqual(verdict, 'complete');
        if (result.pass >= MAX_PASSES) assert.notEqual(verdict, 'again');
        if (result.pass === 1) assert.notEqual(verdict, 'partial');
      }),
    );
  });
});
