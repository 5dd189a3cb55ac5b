"""Ten years of a centre at once: memory is what a batch takes, however many there are."""

from pathlib import Path

from bench import stock
from bench.exchange import CENTRAL_MIB, KIOSK_MIB, our_round
from bench.measures import Row, Scale, counted

TIMES = 10


def measure(folder: Path, scale: Scale) -> list[Row]:
    """Measure once: it is the highest of many batches."""
    many = scale._replace(records=scale.records * TIMES)
    stock.fill_with_families(folder / "kiosk", many.records)
    told = our_round(folder, folder / "ours", many)
    with_many = f"with {many.records:,} records"
    return [
        counted(f"highest memory of the kiosk's end {with_many}", "MiB", [told.kiosk_mib], KIOSK_MIB),
        counted(f"highest memory of central {with_many}", "MiB", [told.server_mib], CENTRAL_MIB),
        counted(f"pushing {many.records:,} records", "s", [told.push.seconds]),
        counted(f"pulling {many.records:,} records, fresh", "s", [told.pull.seconds]),
    ]
