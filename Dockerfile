# One image for the API, the workers, the migration and the simulators: what runs is the command.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY . .
# Sources, workflow bundle and packages, without those that only building needs; readable for whoever runs them.
RUN node tools/package/stage.mjs /app && chmod -R u=rwX,go=rX /app

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production PLANTAO_HOME=/var/lib/plantao
WORKDIR /app
COPY --from=build /app ./
COPY deploy/healthcheck.mjs deploy/
# The launcher looks for its Node here; PLANTAO_HOME is all that must be writable.
RUN mkdir bin && ln -s /usr/local/bin/node bin/node && install -d -m 700 -o node -g node /var/lib/plantao
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["node", "deploy/healthcheck.mjs", "http://127.0.0.1:3000/health"]
ENTRYPOINT []
CMD ["node", "api/main.ts"]
