# Two stages: build a wheel with the locked build tools, then install it over the locked requirements.
# Holds no secret; everything secret comes from the environment at run time.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements-dev.lock ./
RUN python -m venv /opt/build
RUN /opt/build/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements-dev.lock
COPY requirements.lock ./
RUN python -m venv /opt/handoff
RUN /opt/handoff/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY . .
RUN /opt/build/bin/pip wheel --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir wheels .
RUN /opt/handoff/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-index --find-links wheels warm-handoff

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home --home-dir /data handoff
COPY --from=build /opt/handoff /opt/handoff
ENV PATH=/opt/handoff/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HANDOFF_DATA_DIR=/data \
    HANDOFF_HOST=0.0.0.0 \
    HANDOFF_PORT=8080
USER handoff
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
CMD ["handoff", "serve"]
