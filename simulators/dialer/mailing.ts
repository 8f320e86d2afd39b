import type { Dice } from '../support/random.ts';
import type { Row } from './calendar.ts';
import { profileOf } from './profile.ts';
import { FAMILY_NAMES, GIVEN_NAMES, PRODUCTS, STRATEGIES, type Place } from './vocabulary.ts';

/** The customer whom a call tried to reach. */
export interface Contact {
  readonly place: Place;
  readonly phone: number;
  readonly company: number;
  readonly list: number;
}

/** A number with leading zeros. */
const digits = (value: number, length: number) => String(10 ** length + value).slice(1);

/** A value of a dynamic column as JSON; a column that this file does not know gets a numbered text. */
const columnValue = (column: string, { place }: Contact, dice: Dice): string => {
  switch (column) {
    case 'ESTRATEGIA':
      return `"${dice.pick(STRATEGIES)}"`;
    case 'RAZAO SOCIAL':
      return `"COMERCIO DE AMOSTRAS ${digits(dice.roll(9000), 4)} LTDA"`;
    case 'NOME FANTASIA':
      return `"LOJA ${dice.pick(FAMILY_NAMES)} ${dice.roll(900)}"`;
    case 'VALOR CONTA':
      return `"${dice.roll(2000) + 20},${digits(dice.roll(100), 2)}"`;
    case 'CIDADE':
      return `"${place.city}"`;
    case 'CEP':
      return `"${place.cep}${digits(dice.roll(100), 2)}-${digits(dice.roll(1000), 3)}"`;
    case 'UF':
      return `"${place.uf}"`;
    case 'SOCIO':
      return `"${dice.pick(GIVEN_NAMES)} ${dice.pick(FAMILY_NAMES)}"`;
    case 'DATA VENCIMENTO':
      return `"${digits(dice.roll(28) + 1, 2)}/11/2026"`;
    case 'PRODUTO':
      return `"${dice.pick(PRODUCTS)}"`;
    default:
      return `"valor ${dice.roll(10_000)}"`;
  }
};

/** `mailing_data` of a call as JSON (3.5). */
export const mailingJson = (row: Row, id: string, contact: Contact, dice: Dice): string => {
  const { campaign } = row.day;
  let values = '';
  for (const column of profileOf(campaign).columns) values += column.json + columnValue(column.name, contact, dice);
  const { place, phone, company, list } = contact;
  return (
    `{"_id":"${id.slice(8)}${id.slice(0, 8)}","identifier":"${digits(dice.roll(10_000_000), 8)}",` +
    `"campaign_id":${campaign.id},"company_id":${company},"list_id":${list},"uf":"${place.uf}",` +
    `"phone":"${phone}","dialed_phone":${dice.roll(3) + 1},"dialed_identifier":${dice.roll(5) + 1},"on_calling":0,` +
    `"column_position":${dice.roll(4) + 1},"row_position":${row.index + 1},` +
    `"cpf":"000.000.${digits(dice.roll(1000), 3)}-${digits(dice.roll(100), 2)}","data":{${values}}}`
  );
};
