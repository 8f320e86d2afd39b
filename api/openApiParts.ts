type Json = Record<string, unknown>;

/** Headers as they are described in every OpenAPI document of ours. */
export const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A repeated request with the same key gets the first answer again, for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

export const ifMatch: Json = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag of the version that the change is based on; without it any version is changed.',
  schema: { type: 'string' },
};

export const CHANGED_MEANWHILE = 'Somebody else has changed it since the version of If-Match';

/** Names under which the headers of answers are described once. */
const pointTo = (name: string): Json => ({ $ref: `#/components/headers/${name}` });

export const headerComponents: Json = {
  RequestId: {
    description: 'Names this request in logs and problems; that of the request when it sends one.',
    schema: { type: 'string' },
  },
  ETag: { description: 'The version of the record, for If-Match.', schema: { type: 'string' } },
};

export const requestIdHeader: Json = { 'X-Request-Id': pointTo('RequestId') };
export const etagHeader: Json = { ETag: pointTo('ETag') };
