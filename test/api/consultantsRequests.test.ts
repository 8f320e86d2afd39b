import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { SHARED_KEY, startConsultants } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';

describe('/consultants: requests as FastAPI takes them', () => {
  let api: ConsultantsServer;

  before(async () => {
    api = await startConsultants();
    await api.hire();
  });
  after(() => api.stop());

  it('3.1: of several keys the first counts', async () => {
    const statusOf = async (...keys: string[]) => {
      const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
      const lines = keys.map((key) => `api-key: ${key}\r\n`).join('');
      socket.end(`GET /consultants/consultores HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lines}\r\n`);
      return Number((await text(socket)).slice(9, 12));
    };
    assert.deepEqual(
      [await statusOf(SHARED_KEY, 'x'), await statusOf('x', SHARED_KEY), await statusOf('', SHARED_KEY)],
      [200, 401, 403],
    );
  });

  const put = (body: string | Buffer<ArrayBuffer>, headers = {}) => {
    const asked = {
      method: 'PUT',
      body,
      headers: { 'api-key': SHARED_KEY, 'content-type': 'application/json', ...headers },
    };
    return fetch(`${api.url}/consultants/consultor/1`, asked);
  };

  it('3.1: JSON is taken in the encodings that Python knows by their beginning, whatever coding is named', async () => {
    const doc = '{"nome": "Anaí"}';
    const utf16 = Buffer.from(doc, 'utf16le');
    const bodies = [`\ufeff${doc}`, utf16, Buffer.from(`\ufeff${doc}`, 'utf16le'), Buffer.from(utf16).swap16()];
    for (const body of bodies) {
      const response = await put(body, { 'content-encoding': 'utf-8' });
      assert.deepEqual([response.status, ((await response.json()) as { nome: string }).nome], [200, 'Anaí']);
    }
    for (const bytes of ['7b22ff227d', 'fffe7b', '5b0000d8']) {
      const response = await put(Buffer.from(bytes, 'hex'));
      assert.deepEqual(
        [response.status, await response.text()],
        [400, '{"detail":"There was an error parsing the body"}'],
      );
    }
  });

  it('3.2: a media type that is not JSON makes a body that is no object', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/a/b+json']) {
      const response = await put('{}', { 'content-type': type });
      assert.match(await response.text(), /"loc":\["body"\],"msg":"value is not a valid dict"/, type);
    }
    for (const type of ['application/json; charset=latin1', 'APPLICATION/VND.API+JSON'])
      assert.equal((await put('{}', { 'content-type': type })).status, 200, type);
    assert.equal((await put('[]')).status, 200);
  });

  it('8.3: a body that is too large is 413, told or not, and its connection goes on', async () => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    const head = `PUT /consultants/consultor/1 HTTP/1.1\r\nHost: x\r\napi-key: ${SHARED_KEY}\r\n`;
    const size = 300 * 1024;
    const answers = text(socket);
    socket.write(`${head}Content-Length: ${size}\r\n\r\n${' '.repeat(size)}`);
    socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n${size.toString(16)}\r\n${' '.repeat(size)}\r\n0\r\n\r\n`);
    socket.end(`${head}Content-Length: 2\r\nConnection: close\r\n\r\n{}`);
    await once(socket, 'close');
    assert.deepEqual((await answers).match(/(?<=HTTP\/1.1 )\d+/g), ['413', '413', '200']);
  });
});
