# The same two steps as on a machine: build what the locks say, then run.
# Build: docker build -t helevejen .      Run: see docs/operations.md.

FROM debian:12-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/helevejen
COPY . .
# Fetches packages and design system by hash and compiles the translations; nothing of it is written by hand here.
RUN ./dev helevejen version && rm -rf node_modules var

FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates python3 tzdata && rm -rf /var/lib/apt/lists/* \
    && useradd --system --home-dir /var/lib/helevejen --create-home --shell /usr/sbin/nologin helevejen
COPY --from=build --chown=root:root /opt/helevejen /opt/helevejen
ENV PATH=/opt/helevejen/.venv/bin:$PATH HELEVEJEN_DATA=/var/lib/helevejen HELEVEJEN_PRODUCTION=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /opt/helevejen
USER helevejen
VOLUME /var/lib/helevejen
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python3", "-c", "import urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8000/sundhed', headers={'Host': __import__('os').environ['HELEVEJEN_HOSTS'].split(',')[0]}), timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--no-ws", "--respawn-failed-workers", "helevejen.config.wsgi:application"]
