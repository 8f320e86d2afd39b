import colours from 'picocolors';

const palette = [colours.cyan, colours.magenta, colours.yellow, colours.green, colours.blue];
const NAME_WIDTH = 'pipedrive'.length;

export interface Output {
  /** One line of a child, its name before it. */
  readonly writeLine: (name: string, line: string) => void;
  /** One line of our own. */
  readonly say: (text: string) => void;
  /** Text as it is. */
  readonly print: (text: string) => void;
}

/** Lines of several programs in one stream, each with its name in a colour of its own. */
export function createOutput(stream: Pick<NodeJS.WritableStream, 'write'>): Output {
  const names: string[] = [];
  const writeLine = (name: string, line: string) => {
    if (!names.includes(name)) names.push(name);
    const colour = palette[names.indexOf(name) % palette.length] ?? colours.white;
    stream.write(`${colour(`${name.padEnd(NAME_WIDTH)} │`)} ${line}\n`);
  };
  return {
    writeLine,
    say: (text) => stream.write(`${colours.bold('plantao'.padEnd(NAME_WIDTH))} ${colours.bold('│')} ${text}\n`),
    print: (text) => stream.write(`${text}\n`),
  };
}
