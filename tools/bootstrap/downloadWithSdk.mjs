// Run by the product's Node, as its own process: makes the SDK fetch the server into the folder named, then ends it.
import { mkdirSync } from 'node:fs';
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [downloadDir] = process.argv.slice(2);
mkdirSync(downloadDir, { recursive: true });
try {
  const executable = { type: 'cached-download', downloadDir, version: 'default' };
  const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } });
  await environment.teardown();
} catch (error) {
  console.error(String(error.message ?? error).replaceAll('\n', ' '));
  process.exit(1);
}
