// Preloaded into every Node child of `up`, so that none of them outlives it, whatever its own main does.
import { exitWithParent } from '../../runtime/exitWithParent.ts';

exitWithParent();
