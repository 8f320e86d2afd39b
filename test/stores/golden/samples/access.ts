import type { AccessStore, AnswerClaim, ApiKeyRow, SessionRow, UserRow } from '../../../../stores/access/contract.ts';
import { AT } from '../../support/builders.ts';
import type { SamplesOf } from './samples.ts';

const USER: UserRow = { id: 'user-1', name: 'ana', role: 'admin', passwordHash: 'hash', createdAt: AT };
const SESSION: SessionRow = { id: 'session-1', userId: USER.id, kind: 'browser', tokenHash: 'hash', expiresAt: AT };
const KEY: ApiKeyRow = {
  id: 'key-1',
  name: 'painel',
  prefix: 'pk',
  keyHash: 'hash',
  integration: 'calls',
  role: 'operator',
  createdAt: AT,
};
const CLAIM: AnswerClaim = {
  id: 'answer-1',
  fingerprint: 'hash',
  owner: 'owner-1',
  at: AT,
  claimedUntil: AT,
  expiresAt: AT,
};

export const accessSamples: SamplesOf<AccessStore> = {
  createUser: (access) => access.createUser(USER),
  user: (access) => access.user(USER.id),
  userByName: (access) => access.userByName(USER.name),
  listUsers: (access) => access.listUsers(),
  updateUser: (access) => access.updateUser(USER.id, { role: 'admin', passwordHash: 'hash' }),
  deleteUser: (access) => access.deleteUser(USER.id),
  createSession: (access) => access.createSession(SESSION),
  session: (access) => access.session(SESSION.id, AT),
  rotateSession: (access) => access.rotateSession(SESSION.id, 'hash', 'other', AT),
  endSession: (access) => access.endSession(SESSION.id),
  createApiKey: (access) => access.createApiKey(KEY),
  apiKeyByHash: (access) => access.apiKeyByHash(KEY.keyHash),
  listApiKeys: (access) => access.listApiKeys(),
  deleteApiKey: (access) => access.deleteApiKey(KEY.id),
  claimAnswer: (access) => access.claimAnswer(CLAIM),
  keepAnswer: (access) => access.keepAnswer(CLAIM, '{}'),
  releaseAnswer: (access) => access.releaseAnswer(CLAIM),
  sweep: (access) => access.sweep(AT),
};
