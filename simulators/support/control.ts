import { json, type Reply } from './reply.ts';

/**
 * Answers a control request: what the handler gives as JSON, what it throws as 400.
 * @param body text of the request; handed over parsed
 * @param handle undefined = there is no such route
 */
export const controlReply = async (body: string, handle: ((given: unknown) => unknown) | undefined): Promise<Reply> => {
  if (!handle) return json(404, { error: 'no such control route' });
  try {
    return json(200, (await handle(body ? JSON.parse(body) : undefined)) ?? { ok: true });
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
};
