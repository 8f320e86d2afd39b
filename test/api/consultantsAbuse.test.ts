import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { startConsultants } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';

/** JSON of texts that a database refuses or changes, and what is said of them. */
const UNSTORABLE = [
  ['"p\\u0000t"', 'null characters are not allowed'],
  ['"p\\ud800t"', 'lone surrogates are not allowed'],
  ['"\\udc00\\ud800p"', 'lone surrogates are not allowed'],
] as const;

describe('8.3: /consultants under abuse', () => {
  let api: ConsultantsServer;
  let token: string;
  const turn = (language: unknown) => api.call('POST', '/consultants/turns', { token, body: { language } });
  const nextNumber = async () => (await api.ask('GET', '/gerar-protocolo')).json.numero_protocolo;

  beforeEach(async () => {
    api = await startConsultants({ aliases: true });
    token = await api.tokenOf('admin');
    await api.hire();
  });
  afterEach(() => api.stop());

  describe('D-17: text that no database keeps as it is', () => {
    it('is refused in every field that is a text, and nothing is stored', async () => {
      await nextNumber();
      const places: [method: string, path: string, field: string, wrap?: (json: string) => string][] = [
        ['POST', '/consultor', 'nome'],
        ['POST', '/consultor', 'email'],
        ['POST', '/consultor', 'telefone'],
        ['POST', '/consultor', 'idiomas', (json) => `["pt", ${json}]`],
        ['PUT', '/consultor/1', 'nome'],
        ['PUT', '/protocolo/1', 'descricao'],
        ['PUT', '/protocolo/1', 'prioridade'],
        ['PUT', '/protocolo/1', 'status'],
      ];
      for (const [method, path, field, wrap = (json: string) => json] of places)
        for (const [json, msg] of UNSTORABLE) {
          const others = ['"nome": "Rui"', '"idiomas": ["pt"]'].filter((other) => !other.includes(field));
          const fault = await api.fault(method, path, `{${[...others, `"${field}": ${wrap(json)}`].join()}}`);
          const place = field === 'idiomas' ? ['body', field, 1] : ['body', field];
          assert.deepEqual(fault, { loc: place, msg, type: 'value_error' }, `${method} ${path} ${json}`);
        }
      assert.equal((await api.ask('GET', '/consultores')).json.length, 1);
      const { json } = await api.call('GET', '/consultants/protocols/%2300001', { token });
      assert.deepEqual([json.description, json.version], [null, 1]);
    });

    it('takes no turn and burns no number as a language, whatever stands in the address', async () => {
      assert.deepEqual(await api.fault('GET', '/consultor/da-vez?idioma=p%00t'), {
        loc: ['query', 'idioma'],
        msg: 'null characters are not allowed',
        type: 'value_error',
      });
      // Bytes that are no character come as U+FFFD, which every database keeps.
      for (const odd of [
        '%ED%A0%80',
        '%FF',
        '%E2%80%A8',
        '%0D%0A',
        '%F0%9F%98%80',
        'x'.repeat(8_000),
        '',
        "'%20or%20''='",
      ])
        assert.equal((await api.ask('GET', `/consultor/da-vez?idioma=${odd}`)).status, 404, odd);
      for (const odd of ['p\0t', 'p\ud800t', 'pt\n', '', "pt'--", 'x'.repeat(51), null, 7])
        assert.equal((await turn(odd)).status, 400, String(odd));
      assert.equal(await nextNumber(), '#00001');
    });
  });

  it('D-17: numbers that stand for a text keep their digits, and ids know no limit but unknown', async () => {
    await nextNumber();
    const body = '{"descricao": 20231124000001123456, "prioridade": 1.0, "status": true}';
    assert.equal((await api.ask('PUT', '/protocolo/1', { body })).status, 200);
    const { json } = await api.call('GET', '/consultants/protocols/%2300001', { token });
    assert.deepEqual([json.description, json.priority, json.status], ['20231124000001123456', '1.0', 'True']);
    for (const id of ['2147483648', '-2147483649', '9007199254740993', '9'.repeat(400)]) {
      assert.equal((await api.ask('GET', `/consultor/${id}`)).status, 404);
      assert.equal((await api.ask('PUT', `/protocolo/${id}`, { body: {} })).status, 404);
      assert.equal((await api.ask('POST', '/protocolo', { body: `{"consultor_id": ${id}}` })).status, 404);
      assert.deepEqual((await api.ask('GET', `/protocolos?consultor_id=${id}`)).json, []);
    }
    assert.deepEqual((await api.ask('GET', `/protocolos?skip=${'9'.repeat(18)}&limit=${'9'.repeat(18)}`)).json, []);
  });

  it('8.3: ids and cursors of our own lists are those that a database can compare', async () => {
    const statusOf = async (query: string) => {
      const asked = ['handovers', 'events'].map((list) => api.call('GET', `/consultants/${list}?${query}`, { token }));
      return (await Promise.all(asked)).map(({ status }) => status);
    };
    assert.deepEqual(await statusOf('consultantId=2147483647'), [200, 200]);
    for (const cursor of ['[1.5]', '[1e300]', '[2147483648]'])
      assert.deepEqual(await statusOf(`cursor=${Buffer.from(cursor).toString('base64url')}`), [400, 400]);
    for (const id of ['2147483648', '0', '01', 'x']) assert.deepEqual(await statusOf(`consultantId=${id}`), [400, 400]);
  });

  it('3.1: a field that is called like a property of every object is a field that is not known', async () => {
    const body = '{"__proto__": {"nome": "Ana"}, "constructor": {"prototype": 1}, "idiomas": ["pt"]}';
    assert.deepEqual(await api.fault('POST', '/consultor', body), {
      loc: ['body', 'nome'],
      msg: 'field required',
      type: 'value_error.missing',
    });
    assert.equal((await api.ask('GET', '/protocolos?__proto__=1&constructor=2')).status, 200);
    assert.equal(Reflect.get({}, 'nome'), undefined);
  });

  it('8.3: whoever goes away in the middle of a body harms nobody', async () => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    socket.write('POST /consultants/consultor HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"nome"');
    await once(socket, 'connect');
    socket.destroy();
    await once(socket, 'close');
    assert.equal((await api.ask('GET', '/consultores')).status, 200);
    assert.equal(api.logged.filter((line) => line.includes('unhandled')).length, 0);
  });

  it('8.3: a body in very many pieces is read as one', async () => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    const pieces = [...`[${' '.repeat(4_000)}`].map((piece) => `1\r\n${piece}\r\n`).join('');
    const answer = text(socket);
    socket.end(
      'POST /consultants/consultor HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n' +
        `${pieces}0\r\n\r\n`,
    );
    assert.match(await answer, /"pos":4001,"lineno":1,"colno":4002/);
  });
});
