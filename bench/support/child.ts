import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../runtime/paths.ts';

export interface ChildOptions {
  readonly name: string;
  /** Script below the sources, and its arguments. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly nodeFlags?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Folder of its log. */
  readonly folder: string;
  /** Says that it serves: an IPC message, or a line on standard output. */
  readonly ready: 'ipc' | RegExp;
}

const READY_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 15_000;

/** A process of the product that can be started, killed and started again. */
export class Child {
  readonly #options: ChildOptions;
  readonly #logFile: string;
  #process: ChildProcess | undefined;
  #peakRssMb = 0;

  constructor(options: ChildOptions) {
    this.#options = options;
    this.#logFile = join(options.folder, `${options.name}.out`);
  }

  /** Resolves when it serves. @throws with the end of its output when it does not */
  async start(): Promise<void> {
    const { script, args = [], nodeFlags = [], env, ready } = this.#options;
    const child = spawn(process.execPath, [...nodeFlags, join(root, script), ...args], {
      cwd: root,
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#process = child;
    const log = createWriteStream(this.#logFile, { flags: 'a' });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    child.once('exit', () => log.end());
    let late: NodeJS.Timeout | undefined;
    const served = new Promise<void>((resolve, reject) => {
      if (ready === 'ipc') child.once('message', () => resolve());
      else child.stdout?.on('data', (text: Buffer) => ready.test(text.toString()) && resolve());
      child.once('exit', (code, signal) =>
        reject(new Error(`${this.#options.name} ended (${code ?? signal}): ${this.lastWords()}`)),
      );
      late = setTimeout(
        () => reject(new Error(`${this.#options.name} was not ready in time: ${this.lastWords()}`)),
        READY_WITHIN_MS,
      );
    });
    // The folder of the log may be gone by then.
    await served.finally(() => clearTimeout(late));
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  get running(): boolean {
    return this.#process !== undefined && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Of its last life; null while it runs, and when a signal ended it. */
  get exitCode(): number | null {
    return this.#process?.exitCode ?? null;
  }

  /** Largest resident memory so far, in MB; 0 where the system does not tell. */
  peakRssMb(): number {
    if (this.running && process.platform === 'linux') {
      const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))?.[1];
      this.#peakRssMb = Math.max(this.#peakRssMb, Number(kilobytes ?? 0) / 1_024);
    }
    return this.#peakRssMb;
  }

  lastWords(): string {
    return readFileSync(this.#logFile, 'utf8').trim().split('\n').slice(-4).join(' | ');
  }

  /** At once, without a word: as a crash would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** In order; at once when it takes too long. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child || !this.running) return;
    this.peakRssMb();
    const exited = once(child, 'exit');
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    child.kill(signal);
    await exited;
    clearTimeout(force);
  }
}
