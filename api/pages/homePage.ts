import { escapeHtml, page } from './html.ts';

/** What there is, for somebody who is logged in as `name`. */
export const homePage = (name: string): string =>
  page(
    'Início',
    `      <h1>Plantão</h1>
      <p>Você entrou como <strong>${escapeHtml(name)}</strong>.</p>
      <nav aria-label="Principal">
        <ul>
          <li><a href="/house/docs">Documentação da API</a></li>
          <li><a href="/ready">Situação do serviço</a></li>
          <li><a href="/metrics">Métricas</a></li>
        </ul>
      </nav>
      <form method="post" action="/logout"><button>Sair</button></form>`,
  );
