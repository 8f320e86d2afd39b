/** Every workflow that a worker can run: one line an integration. */
export * from './calls/workflow.ts';
export * from './consultants/workflow.ts';
