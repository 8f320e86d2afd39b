import { Dice, hash32 } from '../support/random.ts';
import { epochOf, localOf, type Row } from './calendar.ts';
import { idOf } from './ids.ts';
import { mailingJson } from './mailing.ts';
import { profileOf } from './profile.ts';
import { BEHAVIORS, OUTCOMES, PLACES, QUALIFICATIONS } from './vocabulary.ts';
import { DAY_SECONDS, offsetText, TIME_TEXTS } from './zone.ts';

const outcomes = OUTCOMES.flatMap((outcome) => Array.from({ length: outcome.share }, () => outcome));
const NO_AGENT = '"has_agent":false,"agent":"-","agent_id":0';
const RECORDINGS = 'https://app.3c.plus/api/v1/calls';

/**
 * A whole call as JSON text (3.5), drawn from its day's seed. Written as one template because a simulated backfill reads
 * millions of them; every text in it is known to need no escaping, or was escaped in the profile.
 */
export const callText = (row: Row, company: number, withMailing: boolean): string => {
  const { day, index } = row;
  const profile = profileOf(day.campaign);
  const dice = new Dice(hash32(day.seed, index));
  const id = idOf(row);
  const local = localOf(row);
  const offset = local - epochOf(row);
  const clock = TIME_TEXTS[local % DAY_SECONDS];
  const outcome = dice.pick(outcomes);
  const manual = dice.roll(20) === 0;
  const answered = outcome.status === 7;
  const abandoned = outcome.status === 6;
  const qualification = dice.roll(QUALIFICATIONS.length);
  const behavior = BEHAVIORS[qualification % BEHAVIORS.length];
  const place = dice.pick(PLACES);
  const phone = 55_00_9_0000_0000 + place.ddd * 1_000_000_000 + dice.roll(10_000_000);
  const list = dice.pick(profile.lists);
  const talk = answered ? 5 + dice.roll(540) : 0;
  const wait = answered || abandoned ? dice.roll(30) : 0;
  const billed = answered || abandoned ? talk + wait + 6 - ((talk + wait) % 6) : 0;
  const cents = Math.ceil((billed * 12) / 60);
  const recorded = answered && dice.roll(10) > 0;
  const recording = `"${RECORDINGS}/${id}/recording"`;
  const mailing =
    withMailing && day.campaign.mailing
      ? `,"mailing_data":${mailingJson(row, id, { place, phone, company, list: list.id }, dice)}`
      : '';
  return (
    `{"id":"${id}","sid":"${day.campaign.id}-${day.number}-${index + 1}","list":${list.name},` +
    `"number":"${phone}","call_date":"${day.text} ${clock}","call_date_rfc3339":"${day.text}T${clock}${offsetText(offset)}",` +
    `${profile.campaign},${profile.queue},"ring_group_id":null,"ring_group_name":"-","ivr_name":"-",` +
    `"receptive_name":"-","receptive_phone":null,"receptive_did":null,` +
    `${answered ? dice.pick(profile.agents) : NO_AGENT},"acw_time":"${TIME_TEXTS[answered ? dice.roll(60) : 0]}",` +
    `"speaking_time":"${TIME_TEXTS[talk + wait]}","ivr_time":"00:00:00","ivr_after_call_time":"00:00:00",` +
    `"amd_time":"${TIME_TEXTS[dice.roll(5)]}","waiting_time":"${TIME_TEXTS[wait]}",` +
    `"speaking_with_agent_time":"${TIME_TEXTS[talk]}","route":${dice.pick(profile.routes)},` +
    `"billed_time":"${TIME_TEXTS[billed]}","billed_value":"${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}",` +
    (answered
      ? `"qualification":"${QUALIFICATIONS[qualification]}","qualification_id":${qualification + 1},` +
        `"behavior":"${behavior?.name}","readable_behavior_text":"${behavior?.text}",`
      : `"qualification":"-","qualification_id":null,"behavior":"-","readable_behavior_text":"-",`) +
    `"qualification_note":"${answered && dice.roll(8) === 0 ? 'Cliente pediu retorno à tarde.' : ''}",` +
    `"phone_type":"${dice.roll(5) ? 'mobile' : 'landline'}","mode":"${manual ? 'manual' : 'dialer'}",` +
    `"recorded":${recorded},"recording":${recorded ? recording : null},"recording_amd":null,` +
    `"recording_transfer":null,"recording_consult":null,"recording_after_consult_cancel":null,` +
    `"status":${outcome.status},"status_id":${outcome.status},"readable_status_text":"${outcome.text}",` +
    `"readable_amd_status_text":"${outcome.amd}","hangup_cause":${outcome.cause},"sip_cause":"${outcome.sip}",` +
    `"readable_hangup_cause_text":"${outcome.causeText}","feedback":null,"ended_by_agent":${answered && dice.roll(3) === 0},` +
    `"is_dmc":${answered && qualification === 0},"is_unknown":false,"is_transferred":false,"is_consult":false,` +
    `"is_transfer":false,"is_conversion":${answered && qualification === 0},"consult_cancelled":false,` +
    `"consults":[],"consult_ids":[],"consult":null,"consult_id":null,"transfer":null,"transfer_id":null,` +
    `"parent":null,"parent_id":null,"ivr_after_call":[],"ivr_digit_pressed":"-","record_name":"-",` +
    `"transcription":${answered && dice.roll(4) === 0 ? '"Atendente: bom dia. Cliente: bom dia, pode falar."' : null},` +
    `"ai_evaluation_status":${answered ? '"pending"' : null}${mailing}}`
  );
};
