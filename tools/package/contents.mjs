/** Rooms of the product that are needed at run time, and what else of the sources belongs to a package or an image. */
export const SOURCES = [
  ...['activities', 'api', 'cli', 'rules', 'runtime', 'schemas', 'simulators', 'stores', 'workers', 'workflows'],
  ...['tools/lock.mjs', 'package.json', '.env.example', 'LICENSE', 'README.md', 'docs'],
];

const CORE = '@temporalio/core-bridge/';
/** The SDK's native part as it is called where the product runs. */
const HERE = `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-unknown-linux-gnu`;

/**
 * Whether a file or folder of a package is needed at run time. Not so: types and source maps (Node takes no TypeScript from
 * packages), the SDK's Rust sources, and its native part for other systems.
 * @param {string} path below node_modules
 */
export function isNeeded(path) {
  if (/\.([cm]?ts|map)$/.test(path)) return false;
  const [, below] = path.split(CORE);
  if (below === undefined) return true;
  const [folder = '', release] = below.split('/');
  if (folder === 'releases') return release === undefined || release === HERE;
  return !['bridge-macros', 'scripts', 'sdk-core', 'src'].includes(folder);
}
