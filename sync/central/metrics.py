"""Numbers for Prometheus: how central is, how the kiosks are; none of them is about a person."""

import hmac
from collections.abc import Iterator
from functools import cache
from time import perf_counter
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, request, session

from kiosk.core import clock
from sync.central import database, operators, watch
from sync.central.calls import Account
from sync.central.gate import is_loopback
from sync.central.tables import Life
from sync.central.upkeep import PRUNED_AT
from sync.central.wire import bearer

bp = Blueprint("metrics", __name__)
HOUR = 60 * 60
SILENCES = (HOUR, 24 * HOUR, 7 * 24 * HOUR)
SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)
RECORDS = (0, 1, 10, 100, 500, 1_000, 2_000)


class Metrics:
    """The counters of one process, and what is measured at the moment somebody asks.

    Raises ModuleNotFoundError without prometheus-client, which the extra `central` brings.
    """

    def __init__(self, app: Flask) -> None:
        import prometheus_client as client  # noqa: PLC0415  only where it is installed
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415

        self.client = client
        self.gauge = GaugeMetricFamily
        self.app = app
        self.registry = client.CollectorRegistry()
        self.calls = self.counter("calls", "Calls of kiosks", "call", "outcome")
        self.changes = self.counter("changes", "Changes by what became of them", "verdict")
        self.traffic = self.counter("bytes", "Bytes of bodies", "direction")
        self.seconds = client.Histogram(
            "central_call_seconds", "Time for a call", ["call"], buckets=SECONDS, registry=self.registry
        )
        self.records = client.Histogram(
            "central_page_records", "Records in an answer", buckets=RECORDS, registry=self.registry
        )
        # The labels are few, and looking one up takes longer than counting.
        self.labelled = cache(lambda figure, *labels: figure.labels(*labels))
        client.ProcessCollector(registry=self.registry)
        self.registry.register(self)

    def counter(self, name: str, meaning: str, *labels: str) -> Any:
        return self.client.Counter(f"central_{name}", meaning, labels, registry=self.registry)

    def count(self, account: Account) -> None:
        labelled = self.labelled
        labelled(self.calls, account.call, account.outcome).inc()
        labelled(self.seconds, account.call).observe(account.milliseconds / 1_000)
        labelled(self.traffic, "in").inc(account.bytes_in)
        labelled(self.traffic, "out").inc(account.bytes_out)
        for verdict, times in account.verdicts.items():
            labelled(self.changes, verdict).inc(times)
        if account.call == "exchange" and account.outcome == "ok":
            self.records.observe(account.records)

    def describe(self) -> list[Any]:
        """Return nothing: a look at the database is not needed to register."""
        return []

    def collect(self) -> Iterator[Any]:
        """Yield what is measured now."""
        gauge = self.gauge
        silences = [silence / 1_000 for silence in watch.silences()]
        kiosks = gauge(
            "central_kiosks", "Kiosks by how many seconds they are silent at most", labels=["silence"]
        )
        for most in SILENCES:
            kiosks.add_metric([str(most)], sum(silence <= most for silence in silences))
        kiosks.add_metric(["+Inf"], len(silences))
        yield kiosks
        yield gauge(
            "central_longest_silence_seconds", "Silence of the quietest kiosk", max(silences, default=0)
        )
        yield gauge("central_database_seconds", "Time for one query of the database", ping_seconds())
        yield gauge("central_pruned_seconds", "Time since central last tidied up", since_pruning())
        admission = self.app.extensions["admission"]
        yield gauge("central_calls_waiting", "Calls with changes at work or waiting", admission.work())
        yield gauge("central_held_bytes", "Bytes of bodies in memory", admission.held())
        yield gauge("central_postponed", "Calls sent away lately (decays)", admission.postponed.now())


def init_app(app: Flask) -> Metrics | None:
    """Count from now on, where prometheus-client is installed; without it there is nothing to see."""
    app.register_blueprint(bp)
    try:
        app.extensions["metrics"] = made = Metrics(app)
    except ModuleNotFoundError:
        return None
    return made


def ping_seconds() -> float:
    begun = perf_counter()
    database.run("SELECT head FROM feed LIMIT 1").fetchone()
    return perf_counter() - begun


def since_pruning() -> float:
    """Return the seconds since the last pass, -1 when there was none yet."""
    life = Life.get_or_none(Life.name == PRUNED_AT)
    moment = int(life.value) if life else 0
    return max(0.0, (clock.wall() - moment) / 1_000) if moment else -1.0


@bp.get("/metrics")
def show() -> Response:
    """Tell the numbers to this machine, to an operator, and to whoever has the token of the settings."""
    metrics: Metrics | None = current_app.extensions["metrics"]
    if metrics is None or not may_see():
        abort(404)
    body = metrics.client.generate_latest(metrics.registry)
    return Response(body, content_type=metrics.client.CONTENT_TYPE_LATEST)


def may_see() -> bool:
    settings = current_app.config["SETTINGS"]
    if settings.metrics_token and hmac.compare_digest(
        bearer(request.environ).encode(), settings.metrics_token.encode()
    ):
        return True
    if is_loopback(request.remote_addr) and not settings.behind_proxy:
        return True
    operator = operators.find(session.get("operator", ""))
    return operator is not None and session.get("mark") == operators.mark(operator)
