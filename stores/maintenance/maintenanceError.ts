/** A backup, restore or copy that cannot be done; the message says why and what to do, and holds no personal data. */
export class MaintenanceError extends Error {
  override readonly name = 'MaintenanceError';
}
