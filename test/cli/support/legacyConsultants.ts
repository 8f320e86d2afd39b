import type pg from 'pg';
import { onServer } from '../../support/postgres/server.ts';

/** The tables of the replaced service (4.1), with room for their damage. */
const TABLES = `
  create table consultores (id int primary key, nome varchar(255) not null, email text, telefone varchar(50),
    idiomas varchar[] not null, status_ativo bool, status_ativo_sequencial bool, status_online bool,
    id_pipedrive int, ultimo_atendimento timestamptz);
  create table protocolos (id int primary key, numero varchar(10) unique, consultor_id int, created_at timestamptz);
  create table controle_protocolo (id int primary key, ultimo_numero int, updated_at timestamptz);`;

/** Two people and three numbers, and nothing wrong. */
const SOUND = `
  insert into consultores values
    (3, 'Ana Souza', 'ana@example.com', '+5511999990003', '{pt,pt-BR}', true, true, true, 77, '2026-11-19 12:00:00.123456+00'),
    (8, 'Beto Lima', '', null, '{en}', true, true, false, null, null);
  insert into protocolos values
    (11, '#00001', 3, '2026-11-18 09:00:00-03'), (12, '#00002', 3, '2026-11-19 12:00:00.123456+00'), (14, '#00004', 8, null);
  update protocolos set created_at = '2026-11-19 10:00:00+00' where id = 14;
  insert into controle_protocolo values (1, 4, now());`;

export const makeLegacy = (url: string): Promise<pg.QueryResultRow[]> => onServer(url, TABLES);

/** The sound rows, and then what `damage` says. */
export const fillLegacy = (url: string, damage = ''): Promise<pg.QueryResultRow[]> =>
  onServer(url, `truncate consultores, protocolos, controle_protocolo; ${SOUND} ${damage}`);
