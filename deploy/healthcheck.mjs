// Whether the process of this container answers: `node deploy/healthcheck.mjs <url> [text that the answer must hold]`.
const [url, wanted = ''] = process.argv.slice(2);
try {
  const answer = await fetch(url, { signal: AbortSignal.timeout(3_000) });
  process.exitCode = answer.ok && (await answer.text()).includes(wanted) ? 0 : 1;
} catch {
  process.exitCode = 1; // nobody answers: that is what was asked
}
