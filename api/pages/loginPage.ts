import { escapeHtml, page } from './html.ts';

/** The log-in form. `next`: where to go afterwards; `alert`: why the last try was refused. */
export const loginPage = (next: string, alert?: string): string =>
  page(
    'Entrar',
    `      <h1>Plantão</h1>
${alert === undefined ? '' : `      <p role="alert">${escapeHtml(alert)}</p>\n`}      <form method="post" action="/login">
        <input type="hidden" name="next" value="${escapeHtml(next)}" />
        <label for="user">Usuário</label>
        <input id="user" name="user" autocomplete="username" autocapitalize="none" required autofocus />
        <label for="password">Senha</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
        <button>Entrar</button>
      </form>`,
  );
