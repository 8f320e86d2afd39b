import { isLoopback } from '../../http/address.ts';
import { ConsultantError } from '../errors.ts';

/**
 * The API root from what is configured, e.g. `https://company.pipedrive.com/api/v1`. Plain http is refused unless it is
 * loopback or allowed: the token travels with every request.
 * @returns the root with a trailing slash
 * @throws ConsultantError `pipedrive-not-configured`
 */
export function pipedriveRoot(configured: string | undefined, allowHttp: boolean): URL {
  if (!configured || !URL.canParse(configured))
    throw new ConsultantError('pipedrive-not-configured', 'PIPEDRIVE_BASE_URL must be a URL.');
  const url = new URL(configured);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (allowHttp || isLoopback(url)))) {
    throw new ConsultantError(
      'pipedrive-not-configured',
      'PIPEDRIVE_BASE_URL must be https: (PIPEDRIVE_ALLOW_HTTP=true accepts http:).',
    );
  }
  url.search = '';
  url.hash = '';
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/`;
  return url;
}
