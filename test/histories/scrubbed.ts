/** A recorded history without the machine it was recorded on: replay needs neither who polled nor where a failure arose. */
export const scrubbed = (json: string): string =>
  json
    .replaceAll(/"\d+@[^"]+"/g, '"worker"')
    .replaceAll(/"stackTrace": "(?:[^"\\]|\\.)*"/g, '"stackTrace": ""');
