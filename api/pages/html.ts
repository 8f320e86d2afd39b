const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, also inside a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** A whole page in Portuguese around `body`, which must be HTML already. */
export const page = (title: string, body: string): string => `<!doctype html>
<html lang="pt-BR">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(title)} · Plantão</title>
    <style>
      :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
      body { max-width: 24rem; margin: 12vh auto; padding: 0 1rem; }
      label { display: block; margin-top: 1rem; }
      input { box-sizing: border-box; width: 100%; padding: 0.5rem; font: inherit; }
      button { margin-top: 1.5rem; padding: 0.5rem 1.5rem; font: inherit; cursor: pointer; }
      [role='alert'] { padding: 0.5rem; border-left: 0.25rem solid currentColor; }
    </style>
  </head>
  <body>
    <main>
${body}
    </main>
  </body>
</html>
`;
