import { json, type Reply } from '../support/reply.ts';

/** The vendor's error body (3.6), with `errors` for a validation. */
export const errorBody = (status: number, title: string, detail: string, errors?: Record<string, string[]>) => ({
  status,
  title,
  detail,
  ...(errors && { errors }),
});

/** The vendor's error (3.6). */
export const failure = (...error: Parameters<typeof errorBody>): Reply => json(error[0], errorBody(...error));

/** The answer to a wrong or spent credential (3.6). */
export const unauthorized = (): Reply => failure(401, 'Não autorizado', 'Token de serviço inválido');

/** The vendor's rate limit that looks like a validation (3.6). */
export const tooManyRequests = (): Reply =>
  json(422, {
    ...errorBody(422, 'Erro', 'Muitas requisições'),
    error: 'Muitas requisições, aguarde 5 segundos...',
  });
