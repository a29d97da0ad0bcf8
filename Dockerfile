# segdsl with the drivers of PostgreSQL; the project is mounted at /project:
#   docker build -t segdsl .
#   docker run --rm -v "$PWD:/project" -e SEGDSL_PROD_URL segdsl run
FROM python:3.11-slim
COPY . /src
RUN pip install --no-cache-dir "/src[postgres]" && rm -rf /src \
    && useradd --create-home segdsl
USER segdsl
WORKDIR /project
ENTRYPOINT ["segdsl"]
CMD ["--help"]
