import assert from 'node:assert/strict';
import * as workflows from '../../workflows/index.ts';
import { recordedHistories, replay, typeOf, unrecorded, type Recorded, type RecordedEvent } from './support/replay.ts';

const types = Object.keys(workflows);
const LARGEST_PAYLOAD_BYTES = 64 * 1_024;

/** The same history with the first event that `change` takes put differently. */
function altered(recorded: Recorded, change: (event: RecordedEvent) => RecordedEvent | undefined): Recorded {
  const events = [...recorded.history.events];
  const index = events.findIndex((event) => change(event) !== undefined);
  const event = events[index];
  assert.ok(event, 'there is nothing to alter');
  events[index] = change(event) ?? event;
  return { ...recorded, history: { events } };
}

describe('recorded histories', () => {
  const histories = recordedHistories();
  const named = (file: string): Recorded => {
    const found = histories.find((history) => history.file === file);
    assert.ok(found, `${file} is missing`);
    return found;
  };
  let failures: (string | null)[];
  before(async () => (failures = await replay(histories)));

  it('design §6: there is at least one of every workflow', () => {
    assert.ok(types.length > 0);
    assert.deepEqual(unrecorded(types, histories), []);
    assert.deepEqual(unrecorded(types, []), types, 'an empty folder is noticed');
  });

  for (const [index, { file, history }] of histories.entries()) {
    it(`design §4: ${file} (${history.events.length} events) is replayed by today's workflows`, () => {
      assert.equal(failures[index], null);
    });
  }

  it('design §6: they cover a run that goes on in a new history, one with failures, and a cancelled one', () => {
    const eventTypes = (prefix: string) =>
      histories
        .filter(({ file }) => file.startsWith(prefix))
        .flatMap(({ history }) => history.events.map(({ eventType }) => eventType.replace('EVENT_TYPE_', '')));
    assert.ok(eventTypes('backfillCalls-continued.').includes('WORKFLOW_EXECUTION_CONTINUED_AS_NEW'));
    assert.ok(eventTypes('backfillCalls-troubled').includes('ACTIVITY_TASK_FAILED'));
    assert.ok(eventTypes('backfillCalls-troubled').includes('TIMER_STARTED'));
    assert.ok(eventTypes('backfillCalls-troubled').includes('WORKFLOW_EXECUTION_UPDATE_COMPLETED'));
    assert.equal(eventTypes('backfillCalls-cancelled').at(-1), 'WORKFLOW_EXECUTION_CANCELED');
  });

  it('design §6: a workflow that asks for another activity, or in another order, is noticed', async () => {
    const renamed = altered(named('backfillCalls.json'), (event) =>
      event.activityTaskScheduledEventAttributes?.activityType.name === 'planWindows'
        ? {
            ...event,
            activityTaskScheduledEventAttributes: {
              ...event.activityTaskScheduledEventAttributes,
              activityType: { name: 'planOtherwise' },
            },
          }
        : undefined,
    );
    const otherType = altered(
      named('backfillCalls.json'),
      (event) =>
        event.workflowExecutionStartedEventAttributes && {
          ...event,
          workflowExecutionStartedEventAttributes: {
            ...event.workflowExecutionStartedEventAttributes,
            workflowType: { name: 'reapCallExecutions' },
          },
        },
    );
    assert.equal(typeOf(otherType), 'reapCallExecutions');
    for (const failure of await replay([renamed, otherType])) assert.match(failure ?? '', /DeterminismViolationError/);
  });

  it('C-45, C-48: hold no credential, no call and nothing of the machine they were recorded on', () => {
    for (const { file, text } of histories) {
      const payloads = [...text.matchAll(/"data": "([A-Za-z0-9+/=]+)"/g)].map(([, data = '']) =>
        Buffer.from(data, 'base64').toString('utf8'),
      );
      assert.ok(payloads.length > 0, file);
      assert.ok(Math.max(...payloads.map((payload) => Buffer.byteLength(payload))) < LARGEST_PAYLOAD_BYTES, file);
      for (const said of [text, ...payloads]) {
        assert.doesNotMatch(said, /sim-token|api_token|bearer|node_modules|file:\/\/|\d@[a-z]/i, file);
        assert.doesNotMatch(said, /mailing|transcription|call_date|\b55\d{10,11}\b/, file);
        // Of a call it is a person's; of a hand-over the protocol's.
        if (!file.startsWith('followHandover')) assert.doesNotMatch(said, /"number"/, file);
      }
    }
  });
});
