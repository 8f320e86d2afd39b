import { isLanguageCode } from '../../../rules/consultants/language.ts';
import type { StrictPoints } from '../../../activities/consultants/strictPoints.ts';
import { bool, dict, integer, list, orNull, partialDict, text } from '../../../schemas/pydantic1.ts';
import type { Reader } from '../../../schemas/pydantic1.ts';

const INT4 = { min: -(2 ** 31), max: 2 ** 31 - 1 };
const MAX_EMAIL = 320;

const isPhone = (phone: string): boolean => /^\+\d{10,15}$/.test(phone);

/** The fields of a consultant as clients of the replaced service write them (3.4, D-17, D-31). */
const consultantFields = (strict: StrictPoints) => ({
  nome: text({ min: 3, max: 255 }),
  email: orNull(
    text({
      max: MAX_EMAIL,
      // In lower case some letters are two.
      check: (email) => (email.toLowerCase().length > MAX_EMAIL ? 'e-mail longo demais' : null),
    }),
  ),
  telefone: orNull(
    text({
      max: 50,
      check: (phone) =>
        strict.phone || isPhone(phone) ? null : 'telefone deve começar com + e ter de 10 a 15 dígitos',
    }),
  ),
  idiomas: list(
    text({
      check: (code) =>
        strict.languageCodes || isLanguageCode(code) ? null : 'código de idioma deve ter de 2 a 5 caracteres',
    }),
    1,
  ),
  status_ativo: bool,
  status_ativo_sequencial: bool,
  status_online: bool,
  id_pipedrive: orNull(integer(INT4)),
});

/** `POST /consultor`. */
export const consultorCreate = (strict: StrictPoints) =>
  dict(consultantFields(strict), {
    email: null,
    telefone: null,
    status_ativo: true,
    status_ativo_sequencial: true,
    status_online: false,
    id_pipedrive: null,
  });

type Values<T> = T extends Reader<infer V> ? V : never;
export type ConsultorCreate = Values<ReturnType<typeof consultorCreate>>;
/** Nulls stand only where the stance lets them through, to be answered as the replaced service did. */
export type ConsultorUpdate = { [K in keyof ConsultorCreate]?: ConsultorCreate[K] | null };

const NEVER_NULL = ['nome', 'idiomas', 'status_ativo', 'status_ativo_sequencial', 'status_online'] as const;

/** Whether nothing is null that must not be (D-8). */
export const isSound = (body: ConsultorUpdate): body is Partial<ConsultorCreate> =>
  NEVER_NULL.every((name) => body[name] !== null);

/** `PUT /consultor/{id}`: only what is there is written. */
export function consultorUpdate(strict: StrictPoints): Reader<ConsultorUpdate> {
  const fields = consultantFields(strict);
  if (!strict.nulls) return partialDict(fields);
  const { nome, idiomas, status_ativo, status_ativo_sequencial, status_online } = fields;
  return partialDict({
    ...fields,
    nome: orNull(nome),
    idiomas: orNull(idiomas),
    status_ativo: orNull(status_ativo),
    status_ativo_sequencial: orNull(status_ativo_sequencial),
    status_online: orNull(status_online),
  });
}

/** `PUT /protocolo/{id}` (D-26). */
export const protocoloUpdate = partialDict({
  descricao: orNull(text()),
  prioridade: orNull(text()),
  status: orNull(text()),
});
