# The relay alone. Build where `npm pack` has made the package:
#   npm pack && docker build --tag deskbell-relay .
FROM node:20-bookworm-slim
# For `deskbell relay backup` and `restore` of PostgreSQL.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends postgresql-client \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/deskbell
COPY deskbell-*.tgz ./deskbell.tgz
RUN npm install --omit=dev --no-audit --no-fund ./deskbell.tgz fastify@5 \
  && rm deskbell.tgz && npm cache clean --force
ENV NODE_ENV=production DESKBELL_HOST=0.0.0.0 DESKBELL_PORT=4702
# SQLite's file, when there is no PostgreSQL.
RUN install --directory --owner=node --group=node --mode=0700 /var/lib/deskbell
VOLUME /var/lib/deskbell
USER node
EXPOSE 4702
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.DESKBELL_PORT}${process.env.DESKBELL_PREFIX ?? ''}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Ends in good order at SIGTERM, as process 1 too.
ENTRYPOINT ["node", "/opt/deskbell/node_modules/deskbell/dist/esm/cli.js", "relay"]
