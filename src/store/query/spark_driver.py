"""Concord's driver of a Spark cluster: one session, asked over a pipe.

Concord starts it and speaks to it; src/store/query/spark_session.cpp is the other end. A message is the
number of its fields and a line end, then each field as its length in bytes, `:`, the bytes, `,`. It ends
when its input does, which is also how it learns that Concord is gone.
"""

import glob
import os
import queue
import re
import socket
import sys
import threading

ANSWERS = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)  # what anything prints is a remark, not an answer

# What makes Spark mean by the SQL what DuckDB means, and fail where it fails, whatever the cluster's own
# settings say: docs/internals/sql.md.
MEANING = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.ansi.enforceReservedKeywords": "false",
    "spark.sql.caseSensitive": "false",
    "spark.sql.storeAssignmentPolicy": "ANSI",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.variable.substitute": "false",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.decimalOperations.allowPrecisionLoss": "true",
    "spark.sql.groupByOrdinal": "true",
    "spark.sql.orderByOrdinal": "true",
    "spark.sql.files.ignoreMissingFiles": "false",
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.parquet.compression.codec": "snappy",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.hadoop.fs.defaultFS": "file:///",
    "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def read_field(incoming) -> str:
    length = b""
    while (byte := incoming.read(1)) not in (b":", b""):
        length += byte
    text = incoming.read(int(length))
    incoming.read(1)
    return text.decode("utf-8")


def read_messages(incoming, messages: queue.Queue) -> None:
    while line := incoming.readline():
        messages.put([read_field(incoming) for _ in range(int(line))])


def leave_with_concord(messages: queue.Queue) -> None:
    """When the input has ended: at once in the middle of a query. Java follows its own input's end."""
    try:
        read_messages(sys.stdin.buffer, messages)
    finally:
        if BUSY.is_set():
            os._exit(1)
        messages.put(None)
        threading.Event().wait(10)
        os._exit(1)


BUSY = threading.Event()


def answer(*fields: object) -> None:
    texts = [str(field).encode("utf-8", "replace") for field in fields]
    ANSWERS.write(b"%d\n" % len(texts) + b"".join(b"%d:%s," % (len(text), text) for text in texts))
    ANSWERS.flush()


def a_master_answers(master: str) -> bool:
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        try:
            socket.create_connection((host.strip("[]"), int(port)), timeout=10).close()
            return True
        except OSError:
            pass
    return False


def loopback(master: str) -> dict[str, str]:
    """With a cluster on this machine nothing listens to the outside."""
    host = master.removeprefix("spark://").split(",")[0].rpartition(":")[0]
    if host not in ("localhost", "[::1]") and not host.startswith("127."):
        return {}
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    return {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


def find_pyspark(home: str) -> None:
    """A release has it in `python`; pip makes the home the package itself."""
    released = os.path.join(home, "python")
    has_it = os.path.isfile(os.path.join(released, "pyspark", "sql", "session.py"))
    libraries = glob.glob(os.path.join(glob.escape(released), "lib", "py4j-*.zip"))
    sys.path[:0] = [released if has_it else os.path.dirname(home), *libraries]


def literal(path: str) -> str:
    """A path in which no character stands for others."""
    return re.sub(r"([\\*?\[\]{}])", r"\\\1", path)


class Session:
    def __init__(self, master: str, scratch: str, memory: str, cores: str) -> None:
        from pyspark.sql import SparkSession
        builder = SparkSession.builder.master(master).appName("concord")
        settings = {**MEANING, **loopback(master),
                    "spark.local.dir": os.path.join(scratch, "driver"),
                    "spark.sql.warehouse.dir": os.path.join(scratch, "driver")}
        if memory:
            settings["spark.executor.memory"] = memory
        if cores:
            settings["spark.cores.max"] = cores
        for name, value in settings.items():
            builder = builder.config(name, value)
        self.spark = builder.getOrCreate()
        self.wait_for_a_worker()
        parallel = self.spark.sparkContext.defaultParallelism
        self.spark.conf.set("spark.sql.shuffle.partitions", str(max(4, 2 * parallel)))

    def wait_for_a_worker(self) -> None:
        java = self.spark.sparkContext._jsc.sc()
        for _ in range(600):
            if java.getExecutorMemoryStatus().size() > 1:  # the driver is one of them
                return
            threading.Event().wait(0.1)
        raise NoWorker

    def offer(self, name: str, columns: str, *files: str) -> int:
        frame = self.spark.read.parquet(*map(literal, files))
        frame.createOrReplaceTempView(f"{name}_as_read")
        return self.run(f'CREATE OR REPLACE TEMPORARY VIEW "{name}" AS SELECT {columns} FROM "{name}_as_read"')

    def run(self, sql: str) -> int:
        self.spark.sql(sql)
        return 0

    def write(self, folder: str, sql: str) -> int:
        """The rows that the workers say they wrote: the files may be where only they can see them."""
        from pyspark.sql import Observation
        from pyspark.sql import functions as f
        seen = Observation("rows")
        self.spark.sql(sql).observe(seen, f.count(f.lit(1)).alias("rows")).write.parquet(folder)
        return seen.get["rows"]


class NoWorker(Exception):
    pass


def reason(error: Exception) -> str:
    """Without the plans and the traces that follow."""
    text = str(getattr(error, "java_exception", None) or error)
    marked = re.search(r"\[[A-Z][A-Z_.0-9]+\] .*", text)
    return marked[0] if marked else (text.strip().splitlines() or [type(error).__name__])[0]


def open_session(master: str, home: str, *options: str) -> Session | None:
    os.environ["SPARK_HOME"] = home
    for another_kind_of_session in ("SPARK_REMOTE", "SPARK_CONNECT_MODE_ENABLED", "SPARK_API_MODE"):
        os.environ.pop(another_kind_of_session, None)
    if not a_master_answers(master):
        answer("no-master")
        return None
    try:
        find_pyspark(home)
        session = Session(master, *options)
    except NoWorker:
        answer("no-worker")
        return None
    except Exception as error:
        answer("no-session", reason(error))
        return None
    answer("ok", session.spark.version)
    return session


def main() -> None:
    messages: queue.Queue = queue.Queue()
    BUSY.set()
    threading.Thread(target=leave_with_concord, args=[messages], daemon=True).start()
    session = open_session(*messages.get())
    while session:
        BUSY.clear()
        message = messages.get()
        if message is None:
            session.spark.stop()
            return
        BUSY.set()
        verb, *rest = message
        try:
            answer("ok", {"offer": session.offer, "run": session.run, "write": session.write}[verb](*rest))
        except Exception as error:
            answer("failed", reason(error))


if __name__ == "__main__":
    main()
