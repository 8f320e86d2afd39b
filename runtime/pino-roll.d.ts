declare module 'pino-roll' {
  import type { SonicBoom, SonicBoomOpts } from 'sonic-boom';

  export interface RollOptions extends SonicBoomOpts {
    file: string;
    extension?: string;
    size?: string;
    limit?: { count: number; removeOtherLogFiles?: boolean };
  }
  export default function roll(options: RollOptions): Promise<SonicBoom>;
}
