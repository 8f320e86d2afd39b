import { rateLimit } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { tooManyRequests } from './problems.ts';

/** Requests that one address may make in a minute: in all, and on the routes where secrets could be guessed. */
export interface RateLimits {
  readonly perMinute: number;
  readonly guardedPerMinute: number;
}

/** A hundred a second is far above a wallboard and far below a flood; ten log-ins a minute is more than a person types. */
export const DEFAULT_LIMITS: RateLimits = { perMinute: 6_000, guardedPerMinute: 10 };

const WINDOW_MS = 60_000;

/** Refuses with 429 what is above `limit` a minute and address. Counted in this process alone. */
export const limitRate = (limit: number): RequestHandler =>
  rateLimit({
    windowMs: WINDOW_MS,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Its advice about proxies goes to the console; API_TRUSTED_PROXIES says what is so.
    validate: false,
    handler: (_request, response, next) => next(tooManyRequests(Number(response.get('Retry-After') ?? 60))),
  });

/**
 * Security headers. Swagger UI sets styles from script, hence inline styles; scripts only ever come from files of ours.
 * Plain http must keep working in a closed network, so nothing is upgraded. A referrer of the same origin lets the
 * browser name the origin of a form, which the protection against forged requests reads.
 */
export const securityHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'same-origin' },
});

/** Answers hold personal data: no cache keeps them. */
export const neverStored: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
