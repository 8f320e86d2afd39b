/** Words of synthetic calls. Nobody here exists. */
export const GIVEN_NAMES = ['Ana', 'Bruno', 'Célia', 'Davi', 'Érica', 'Fábio', 'Glória', 'Heitor', 'Inês', 'João'];
export const FAMILY_NAMES = ['Exemplo', 'Amostra', 'Modelo', 'Ensaio', 'Rascunho', 'Hipótese', 'Fictício', 'Simulação'];
export const STRATEGIES = ['PRIMEIRO CONTATO', 'RETORNO', 'ACORDO QUEBRADO', 'LEMBRETE'];
export const PRODUCTS = ['PLANO BASICO', 'PLANO FAMILIA', 'PLANO EMPRESA', 'SERVICO AVULSO'];
export const QUALIFICATIONS = [
  'Acordo fechado',
  'Ligar mais tarde',
  'Não é o titular',
  'Sem interesse',
  'Recado com terceiro',
];
export const BEHAVIORS = [
  { name: 'no_redial_phone', text: 'Não rediscar o telefone' },
  { name: 'no_redial_client', text: 'Não rediscar o cliente' },
  { name: 'repeat', text: 'Repetir' },
];
/** Area code, state, city and the first digits of its postal codes. */
export const PLACES = [
  { ddd: 11, uf: 'SP', city: 'SÃO PAULO', cep: '010' },
  { ddd: 21, uf: 'RJ', city: 'RIO DE JANEIRO', cep: '200' },
  { ddd: 31, uf: 'MG', city: 'BELO HORIZONTE', cep: '301' },
  { ddd: 41, uf: 'PR', city: 'CURITIBA', cep: '800' },
  { ddd: 51, uf: 'RS', city: 'PORTO ALEGRE', cep: '900' },
  { ddd: 71, uf: 'BA', city: 'SALVADOR', cep: '400' },
  { ddd: 85, uf: 'CE', city: 'FORTALEZA', cep: '600' },
];
export type Place = (typeof PLACES)[number];

/** How a dial attempt ended: the vendor's status, the telecom cause, and out of 100 how often. */
export const OUTCOMES = [
  { share: 34, status: 7, text: 'Finalizada', amd: 'Humano', cause: 16, sip: '200', causeText: 'Normal call clearing' },
  { share: 6, status: 6, text: 'Abandonada', amd: 'Humano', cause: 16, sip: '200', causeText: 'Normal call clearing' },
  { share: 32, status: 5, text: 'Não atendida', amd: '-', cause: 19, sip: '480', causeText: 'No answer from user' },
  {
    share: 8,
    status: 8,
    text: 'Falha',
    amd: '-',
    cause: 1,
    sip: '404',
    causeText: 'Unallocated (unassigned) number',
  },
  { share: 6, status: 8, text: 'Falha', amd: '-', cause: 52, sip: '403', causeText: 'Outgoing calls barred' },
  {
    share: 14,
    status: 9,
    text: 'Caixa Postal',
    amd: 'Caixa postal',
    cause: 102,
    sip: '487',
    causeText: 'Recovery on timer expiry',
  },
];
export type Outcome = (typeof OUTCOMES)[number];
