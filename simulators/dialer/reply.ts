/** How the bytes of an answer travel. Absent = at once. */
export interface Pacing {
  /** Wait before the status line. */
  readonly firstByteMs?: number | undefined;
  /** Send the body in pieces of this size, `gapMs` apart. */
  readonly chunkBytes?: number | undefined;
  readonly gapMs?: number | undefined;
  /** Cut the connection after so many bytes of the body; 0 cuts it before the status line. */
  readonly resetAfterBytes?: number | undefined;
  /** Keep the connection open and say nothing. */
  readonly never?: boolean | undefined;
}

/** One answer, ready to be sent. Shared by requests, so never changed in place. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Calls in the body, for the journal. */
  readonly rows?: number | undefined;
  readonly pacing?: Pacing | undefined;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** A JSON answer from text that is already JSON. */
export const jsonText = (status: number, text: string, rows?: number): Reply => ({
  status,
  headers: JSON_TYPE,
  body: Buffer.from(text),
  rows,
});

/** A JSON answer. */
export const json = (status: number, value: unknown, rows?: number): Reply =>
  jsonText(status, JSON.stringify(value), rows);

/** The vendor's error body (3.6), with `errors` for a validation. */
export const errorBody = (status: number, title: string, detail: string, errors?: Record<string, string[]>) => ({
  status,
  title,
  detail,
  ...(errors && { errors }),
});

/** The vendor's error (3.6). */
export const failure = (...error: Parameters<typeof errorBody>): Reply => json(error[0], errorBody(...error));

/** A web page, as proxies and login walls send them. */
export const html = (status: number, title: string, text: string): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: Buffer.from(
    `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`,
  ),
});

/** The answer to a wrong or spent credential (3.6). */
export const unauthorized = (): Reply => failure(401, 'Não autorizado', 'Token de serviço inválido');

/** The vendor's rate limit that looks like a validation (3.6). */
export const tooManyRequests = (): Reply =>
  json(422, {
    ...errorBody(422, 'Erro', 'Muitas requisições'),
    error: 'Muitas requisições, aguarde 5 segundos...',
  });

/** The reply with other pacing on top of its own. */
export const paced = (reply: Reply, pacing: Pacing): Reply => ({ ...reply, pacing: { ...reply.pacing, ...pacing } });
