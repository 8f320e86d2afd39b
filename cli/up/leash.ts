// Preloaded into the simulators, which import nothing of the product and still must not outlive `up`.
import { exitWithParent } from '../../runtime/exitWithParent.ts';

exitWithParent();
