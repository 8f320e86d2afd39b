import type { Scalar } from '../../rules/calls/types.ts';
import type { RowOf } from './sampleRows.ts';
import type { Batch } from './target.ts';

/** Maker of batches that are half new rows, half new versions of rows that are there. */
export class Batches {
  readonly #rowOf: RowOf;
  readonly #there: number;
  #next: number;
  #updated = 0;
  #version = 1;

  /** @param there rows written before, numbered from 0 */
  constructor(rowOf: RowOf, there: number) {
    this.#rowOf = rowOf;
    this.#there = there;
    this.#next = there;
  }

  /** Rows that are to be there before anything is measured, in batches. */
  first(rowsPerBatch: number): Batch[] {
    return Array.from({ length: Math.ceil(this.#there / rowsPerBatch) }, (_, b) =>
      Array.from({ length: Math.min(rowsPerBatch, this.#there - b * rowsPerBatch) }, (_, i) =>
        this.#rowOf(b * rowsPerBatch + i, 0),
      ),
    );
  }

  make(batches: number, rowsPerBatch: number): Batch[] {
    const row = (_: unknown, i: number) => (i % 2 === 0 ? this.#new() : this.#changed());
    return Array.from({ length: batches }, () => Array.from({ length: rowsPerBatch }, row));
  }

  #new(): Scalar[] {
    return this.#rowOf(this.#next++, 0);
  }

  #changed(): Scalar[] {
    const n = this.#updated++ % this.#there;
    // Once around, they all get another version.
    if (n === 0) this.#version += 1;
    return this.#rowOf(n, this.#version);
  }
}
