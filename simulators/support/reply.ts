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
  /** Items in the body, for the journal. */
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

/** A web page, as proxies and login walls send them. */
export const html = (status: number, title: string, text: string): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: Buffer.from(
    `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`,
  ),
});

const TITLES: Readonly<Record<number, string>> = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Time-out',
  520: 'Web server is returning an unknown error',
  524: 'A timeout occurred',
};

/** A proxy's error page. */
export const errorPage = (status: number): Reply =>
  html(status, `${status} ${TITLES[status] ?? 'Error'}`, 'Ray ID: 0000000000000000');

/** The reply with other pacing on top of its own. */
export const paced = (reply: Reply, pacing: Pacing): Reply => ({ ...reply, pacing: { ...reply.pacing, ...pacing } });

/** Whether the reader gets no status line at all. */
export const isCut = ({ pacing }: Reply): boolean => pacing?.never === true || pacing?.resetAfterBytes === 0;
